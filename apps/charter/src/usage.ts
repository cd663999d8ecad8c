import type { Localised } from '#kernel';

export const USAGE: Localised = {
  en: `usage:
  marronnier-charter check [FILE|-]... --charter FILE [--extends FILE]... [options]
      finds what a charter says against posts; a file is one post, a .jsonl file one post a line
  marronnier-charter explain ARTICLE|RULE|PATTERN [--charter FILE] [--extends FILE]... [--lang fr|en]
      says where each setting comes from, what a rule is for, what a pattern matches
  marronnier-charter test [ARTICLE]... --charter FILE [--extends FILE]...
      runs the examples of a charter, or of some of its articles
  marronnier-charter schema
      prints the JSON Schema of charters
  marronnier-charter rules
      prints the catalogue of rules, in Markdown and both languages
  marronnier-charter predict --charters FILE --posts FILE
      finds what neutral charters say against posts of an evaluation

options:
  --charter FILE      the charter, YAML or JSON
  --extends FILE      a charter that it inherits from, the most general first; may be repeated
  --format FORMAT     text (default), json or sarif
  --ui LANGUAGE       of messages, fr or en; the terminal's by default
  --lang LANGUAGE     of the post, fr or en; found out by default
  --network ID        where it goes; may be repeated
  --post-format ID    as in the calendar: tip, offer, question, ...
  --slot ID --pillar ID --objective ID --stage ID --link URL
  --invitation KIND   the post has to invite: any or interaction
  --sponsored         the post is paid for
  --alt TEXT          the post has an image with this text ('' for none); may be repeated
  --stdin-name NAME   what to call what comes from standard input

exit status of check: 0 nothing or only advice, 1 needs a review, 2 blocked, 3 wrong usage or unreadable`,
  fr: `usage :
  marronnier-charter check [FICHIER|-]... --charter FICHIER [--extends FICHIER]... [options]
      trouve ce qu'une charte reproche à des posts ; un fichier est un post, un .jsonl en a un par ligne
  marronnier-charter explain ARTICLE|RÈGLE|MOTIF [--charter FICHIER] [--extends FICHIER]... [--lang fr|en]
      dit d'où vient chaque réglage, à quoi sert une règle, ce que trouve un motif
  marronnier-charter test [ARTICLE]... --charter FICHIER [--extends FICHIER]...
      passe les exemples d'une charte, ou de certains de ses articles
  marronnier-charter schema
      affiche le schéma JSON des chartes
  marronnier-charter rules
      affiche le catalogue des règles, en Markdown et dans les deux langues
  marronnier-charter predict --charters FICHIER --posts FICHIER
      trouve ce que des chartes neutres reprochent aux posts d'une évaluation

options :
  --charter FICHIER   la charte, en YAML ou en JSON
  --extends FICHIER   une charte dont elle hérite, la plus générale d'abord ; peut se répéter
  --format FORMAT     text (par défaut), json ou sarif
  --ui LANGUE         des messages, fr ou en ; celle du terminal par défaut
  --lang LANGUE       du post, fr ou en ; devinée par défaut
  --network ID        où il va ; peut se répéter
  --post-format ID    comme au calendrier : tip, offer, question...
  --slot ID --pillar ID --objective ID --stage ID --link URL
  --invitation TYPE   le post doit inviter : any ou interaction
  --sponsored         le post est payé
  --alt TEXTE         le post a une image avec ce texte ('' pour aucun) ; peut se répéter
  --stdin-name NOM    comment appeler ce qui vient de l'entrée standard

code de sortie de check : 0 rien ou des conseils, 1 à relire, 2 bloqué, 3 usage incorrect ou illisible`,
};
