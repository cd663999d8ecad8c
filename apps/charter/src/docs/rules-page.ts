import type { Phase, Rule, RuleExample, RuleMeta } from '#charter';
import { LANGUAGES } from '#kernel';
import { describeSchema } from './describe-schema.js';

const PHASES: Readonly<Record<Phase, string>> = {
  live: 'as you type · pendant la frappe',
  sentence: 'when a sentence is finished · une fois la phrase finie',
  gate: 'at the gates (save, submit, approve, schedule, send) · aux étapes (enregistrer, soumettre, approuver, programmer, envoyer)',
};

/** The catalogue of rules in Markdown, for both languages side by side. */
export function rulesPage(rules: readonly Rule[]): string {
  return [
    '# The rules of the charter · Les règles de la charte',
    'Generated from the code (`marronnier-charter rules`). A rule judges; an article of a charter puts it to work with options, a severity and words of its own: see [Write your charter in an hour](write-your-charter.md).',
    'Page tirée du code (`marronnier-charter rules`). Une règle juge ; un article de charte la met au travail, avec des options, une sévérité et ses propres mots : voir [Écrivez votre charte en une heure](ecrire-votre-charte.md).',
    '- `advise` shows, `review` asks for another approver, `block` refuses. · `advise` montre, `review` demande une autre relecture, `block` refuse.\n- The severity is the one suggested for an article. · La sévérité est celle qui est suggérée pour un article.',
    table(
      ['Rule · Règle', 'English', 'Français', 'Severity · Sévérité'],
      rules.map(({ meta }) => [`[\`${meta.id}\`](#${anchor(meta.id)})`, meta.title.en, meta.title.fr, meta.severity]),
    ),
    ...rules.map(section),
  ].join('\n\n');
}

/** As code hosts make anchors of headings: without points. */
function anchor(id: string): string {
  return id.replaceAll('.', '');
}

function section({ meta, defaults }: Rule): string {
  const { id, title, rationale, severity, floor, phase, needs = [] } = meta;
  return [
    `## ${id}`,
    `**${title.en}** · ${rationale.en}`,
    `**${title.fr}** · ${rationale.fr}`,
    [
      `- Severity · Sévérité: \`${severity}\`${floor ? `, at least · au moins \`${floor}\`` : ''}`,
      `- Runs · Quand: ${PHASES[phase]}`,
      ...(needs.length > 0 ? [`- Needs · Demande: ${needs.map((need) => `\`${need}\``).join(', ')}`] : []),
    ].join('\n'),
    options(meta, defaults),
    `Messages:\n\n${Object.values(meta.messages)
      .map(({ en, fr }) => `- ${plain(en)}\n- ${plain(fr)}`)
      .join('\n')}`,
    examples(meta),
  ].join('\n\n');
}

function options({ options: schema }: RuleMeta, defaults: Readonly<Record<string, unknown>>): string {
  const properties = Object.entries((schema as { properties?: Record<string, object> }).properties ?? {});
  if (properties.length === 0) return 'No options. · Pas d’option.';
  return table(
    ['Option', 'Values · Valeurs', 'Default · Par défaut'],
    properties.map(([name, property]) => [
      `\`${name}\``,
      describeSchema(property),
      `\`${JSON.stringify(defaults[name])}\``,
    ]),
  );
}

function examples({ examples: of }: RuleMeta): string {
  const rows = LANGUAGES.flatMap((language) => [
    ...of[language].valid.map((example) => [language, '✓', shown(example), circumstances(example)]),
    ...of[language].invalid.map((example) => [language, '✗', shown(example), circumstances(example)]),
  ]);
  return table(['', '', 'Text · Texte', 'With · Avec'], rows);
}

/** What the finding marks, in bold. */
function shown({ text, marks }: RuleExample): string {
  if (marks === undefined) return plain(text);
  const at = text.indexOf(marks);
  return `${plain(text.slice(0, at))}**${plain(marks)}**${plain(text.slice(at + marks.length))}`;
}

const LONGEST = 160;

function circumstances({ subject, options: given, brand, facts }: RuleExample): string {
  const parts = [subject, given, brand].filter((part) => part !== undefined).map((part) => JSON.stringify(part));
  if (facts) parts.push(Object.keys(facts).join(', '));
  return parts.map((part) => `\`${part.length > LONGEST ? `${part.slice(0, LONGEST)}…` : part}\``).join(' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ⏎ ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text that Markdown leaves alone. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&');
}
