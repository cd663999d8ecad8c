import type { Localised } from './language.js';

/** Every refusal the service can give, worded for people. `{name}` is filled from the error's params. */
export const ERRORS = {
  // Requests
  'request.invalid': {
    en: 'The request has fields that cannot be accepted; see errors.',
    fr: 'La requête contient des champs refusés ; voir errors.',
  },
  'request.malformed': {
    en: 'The request body is not valid JSON.',
    fr: 'Le corps de la requête n’est pas du JSON valide.',
  },
  'request.too_large': {
    en: 'The request is larger than the {max} bytes accepted here.',
    fr: 'La requête dépasse les {max} octets acceptés ici.',
  },
  'request.unsupported_media_type': {
    en: 'Send the body as {expected}.',
    fr: 'Envoyez le corps au format {expected}.',
  },
  'request.not_found': { en: 'There is nothing at this address.', fr: 'Il n’y a rien à cette adresse.' },
  'request.method_not_allowed': {
    en: 'This address does not take that method.',
    fr: 'Cette adresse n’accepte pas cette méthode.',
  },
  'request.cursor_invalid': {
    en: 'This cursor is not one that this list gave.',
    fr: 'Ce curseur ne vient pas de cette liste.',
  },
  'request.range_invalid': {
    en: '`from` must come before `to`, at most {maxDays} days apart.',
    fr: '`from` doit précéder `to`, de {maxDays} jours au plus.',
  },
  'request.rate_limited': {
    en: 'Too many requests with this key; wait {seconds} s.',
    fr: 'Trop de requêtes avec cette clé ; attendez {seconds} s.',
  },
  'request.precondition_failed': {
    en: 'The resource has changed since you read it; read it again.',
    fr: 'La ressource a changé depuis votre lecture ; relisez-la.',
  },
  'internal.error': {
    en: 'Something went wrong on our side; the request id finds it in the log.',
    fr: 'Une erreur s’est produite de notre côté ; l’identifiant de requête la retrouve dans le journal.',
  },
  'service.busy': {
    en: 'Too many requests are waiting for networks right now; try again shortly.',
    fr: 'Trop de requêtes attendent des réseaux pour l’instant ; réessayez bientôt.',
  },
  'service.unavailable': {
    en: 'The database cannot be reached right now; try again shortly.',
    fr: 'La base de données est injoignable pour l’instant ; réessayez bientôt.',
  },
  // Fields
  'field.unknown': { en: 'This field is not known here.', fr: 'Ce champ n’existe pas ici.' },
  'field.required': { en: 'This field is required.', fr: 'Ce champ est obligatoire.' },
  'field.invalid': {
    en: 'This value is not acceptable: {reason}.',
    fr: 'Cette valeur n’est pas acceptable : {reason}.',
  },
  'field.too_long': { en: 'At most {max} characters.', fr: '{max} caractères au plus.' },
  'field.instant_offset_required': {
    en: 'Send an RFC 3339 instant with its offset, such as 2026-11-30T09:00:00+01:00 or 2026-11-30T08:00:00Z.',
    fr: 'Envoyez un instant RFC 3339 avec son décalage, par exemple 2026-11-30T09:00:00+01:00 ou 2026-11-30T08:00:00Z.',
  },
  'field.local_time_required': {
    en: 'Send wall-clock time without offset, such as 2026-11-30T09:00; the zone stands in `timezone`.',
    fr: 'Envoyez l’heure locale sans décalage, par exemple 2026-11-30T09:00 ; le fuseau se trouve dans `timezone`.',
  },
  'field.zone_unknown': {
    en: '“{value}” is not an IANA time zone; send one such as Europe/Paris.',
    fr: '« {value} » n’est pas un fuseau IANA ; envoyez par exemple Europe/Paris.',
  },
  'field.duration_invalid': {
    en: 'Send an ISO 8601 duration such as PT2H or P3D.',
    fr: 'Envoyez une durée ISO 8601 telle que PT2H ou P3D.',
  },
  'field.id_invalid': { en: 'This is not an id of ours (a UUID).', fr: 'Ce n’est pas un de nos identifiants (UUID).' },
  // Keys
  'auth.required': {
    en: 'Send an API key: Authorization: Bearer mrn_…',
    fr: 'Envoyez une clé d’API : Authorization: Bearer mrn_…',
  },
  'auth.invalid': {
    en: 'This API key is unknown, expired or revoked.',
    fr: 'Cette clé d’API est inconnue, expirée ou révoquée.',
  },
  'auth.scope_missing': { en: 'This key lacks the scope {scope}.', fr: 'Il manque à cette clé la portée {scope}.' },
  'auth.agency_wide_forbidden': {
    en: 'A key limited to some brands cannot create what holds for the whole agency.',
    fr: 'Une clé limitée à certaines marques ne peut rien créer pour toute l’agence.',
  },
  'api_key.not_found': { en: 'No such API key.', fr: 'Clé d’API introuvable.' },
  'api_key.last_admin': {
    en: 'The last key with agency:admin over all brands cannot be deleted.',
    fr: 'La dernière clé agency:admin sur toutes les marques ne peut être supprimée.',
  },
  'api_key.scope_exceeds': {
    en: 'A key cannot grant more than it has itself.',
    fr: 'Une clé ne peut accorder plus qu’elle n’a.',
  },
  'member.not_found': { en: 'No such member.', fr: 'Membre introuvable.' },
  'idempotency.key_invalid': {
    en: 'Idempotency-Key takes 1 to 255 printable characters.',
    fr: 'Idempotency-Key prend de 1 à 255 caractères imprimables.',
  },
  'idempotency.key_reused': {
    en: 'This Idempotency-Key was used with another request; use a new one.',
    fr: 'Cet Idempotency-Key a servi à une autre requête ; prenez-en un nouveau.',
  },
  'idempotency.in_progress': {
    en: 'The first request with this Idempotency-Key is still running; try again shortly.',
    fr: 'La première requête avec cet Idempotency-Key est encore en cours ; réessayez bientôt.',
  },
  // Brands and channels
  'brand.not_found': { en: 'No such brand.', fr: 'Marque introuvable.' },
  'brand.slug_taken': { en: 'The slug “{slug}” is taken.', fr: 'Le slug « {slug} » est déjà pris.' },
  'brand.external_id_taken': {
    en: 'Another brand has this externalId.',
    fr: 'Une autre marque a déjà cet externalId.',
  },
  'brand.in_flight': {
    en: 'A publication of this brand is being sent, or its outcome is unknown; try again in a moment, or resolve it.',
    fr: 'Une publication de cette marque est en cours d’envoi, ou son issue est inconnue ; réessayez dans un instant, ou réglez-la.',
  },
  'brand.not_archived': {
    en: 'Only a deleted brand can be purged; delete it first.',
    fr: 'Seule une marque supprimée peut être purgée ; supprimez-la d’abord.',
  },
  'brand.purge_unconfirmed': {
    en: 'To purge the brand, repeat its name or its slug in confirm.',
    fr: 'Pour purger la marque, répétez son nom ou son slug dans confirm.',
  },
  'channel.not_found': { en: 'No such channel.', fr: 'Canal introuvable.' },
  'channel.other_brand': {
    en: 'This channel does not belong to the brand.',
    fr: 'Ce canal n’appartient pas à la marque.',
  },
  'channel.in_flight': {
    en: 'A publication on this channel is being sent, or its outcome is unknown; try again in a moment, or resolve it.',
    fr: 'Une publication sur ce canal est en cours d’envoi, ou son issue est inconnue ; réessayez dans un instant, ou réglez-la.',
  },
  'channel.reconnect_first': {
    en: 'This channel must be reconnected before anything can be sent.',
    fr: 'Ce canal doit être reconnecté avant tout envoi.',
  },
  'channel.credentials_invalid': {
    en: 'The credentials for {network} are incomplete or malformed.',
    fr: 'Les identifiants pour {network} sont incomplets ou malformés.',
  },
  'channel.other_network': {
    en: 'This channel is on another network.',
    fr: 'Ce canal est sur un autre réseau.',
  },
  'channel.other_account': {
    en: 'The account agreed to on {network} is not the channel’s; sign in there as the channel’s account, or connect a new channel.',
    fr: 'Le compte autorisé sur {network} n’est pas celui du canal ; connectez-vous-y avec le compte du canal, ou créez un autre canal.',
  },
  'oauth.unsupported': {
    en: '{network} is connected by credentials; see POST /v1/brands/…/channels.',
    fr: '{network} se connecte par identifiants ; voir POST /v1/brands/…/channels.',
  },
  'oauth.app_missing': {
    en: 'No app is registered with {network} yet: the operator sets NETWORK_APPS for “{networkId}”.',
    fr: 'Aucune application n’est encore déclarée chez {network} : l’exploitant renseigne NETWORK_APPS pour « {networkId} ».',
  },
  'oauth.registration_failed': {
    en: '{network} did not register us as an app ({reason}); check the address.',
    fr: '{network} ne nous a pas enregistrés comme application ({reason}) ; vérifiez l’adresse.',
  },
  'oauth.agreement_not_found': {
    en: 'No such agreement, or its time is over; begin again.',
    fr: 'Cet accord n’existe pas, ou son délai est passé ; recommencez.',
  },
  'oauth.not_agreed': {
    en: 'Nobody has agreed yet, or the agreement failed.',
    fr: 'Personne n’a encore donné son accord, ou l’accord a échoué.',
  },
  'oauth.account_unknown': {
    en: 'The agreement did not open this account.',
    fr: 'L’accord n’ouvre pas ce compte.',
  },
  'oauth.account_connected': {
    en: 'This account has been connected by this agreement already.',
    fr: 'Ce compte a déjà été connecté par cet accord.',
  },
  'oauth.state_unknown': {
    en: 'This way back belongs to no connection that was begun here, or to one long over; begin again.',
    fr: 'Ce retour ne correspond à aucune connexion commencée ici, ou à une connexion terminée depuis longtemps ; recommencez.',
  },
  'oauth.expired': {
    en: 'More than 15 minutes have passed; begin the connection again.',
    fr: 'Plus de 15 minutes se sont écoulées ; recommencez la connexion.',
  },
  'oauth.replayed': {
    en: 'This page has been opened before, and counts once; if the channel is not connected, begin again.',
    fr: 'Cette page a déjà été ouverte et ne compte qu’une fois ; si le canal n’est pas connecté, recommencez.',
  },
  'oauth.other_browser': {
    en: 'This is not the browser in which the connection was begun, or it keeps no cookies; open the address you were given again, and stay in that browser.',
    fr: 'Ce n’est pas le navigateur où la connexion a commencé, ou il n’accepte pas les cookies ; rouvrez l’adresse reçue et restez dans ce navigateur.',
  },
  'oauth.denied': {
    en: 'You did not agree on {network}; nothing was connected.',
    fr: 'Vous n’avez pas donné votre accord sur {network} ; rien n’a été connecté.',
  },
  'oauth.refused': {
    en: '{network} refused the connection ({reason}); nothing was connected.',
    fr: '{network} a refusé la connexion ({reason}) ; rien n’a été connecté.',
  },
  'oauth.code_refused': {
    en: '{network} did not take its own code back ({reason}); begin again.',
    fr: '{network} n’a pas repris son propre code ({reason}) ; recommencez.',
  },
  'oauth.app_refused': {
    en: '{network} does not accept our app: the operator checks NETWORK_APPS and the redirect address there.',
    fr: '{network} n’accepte pas notre application : l’exploitant vérifie NETWORK_APPS et l’adresse de retour déclarée.',
  },
  'oauth.unreachable': {
    en: '{network} could not be reached ({reason}); begin again.',
    fr: '{network} est injoignable ({reason}) ; recommencez.',
  },
  'oauth.answer_unreadable': {
    en: '{network} answered what cannot be understood; begin again later.',
    fr: 'La réponse de {network} est incompréhensible ; recommencez plus tard.',
  },
  'oauth.accounts_failed': {
    en: '{network} did not tell which accounts the agreement opens ({reason}); begin again.',
    fr: '{network} n’a pas dit quels comptes l’accord ouvre ({reason}) ; recommencez.',
  },
  'oauth.no_account': {
    en: 'The agreement opens no account on {network} that can publish.',
    fr: 'L’accord n’ouvre aucun compte de {network} qui puisse publier.',
  },
  'network.not_found': { en: 'No such network.', fr: 'Réseau introuvable.' },
  'network.unknown': {
    en: 'No network has the id “{networkId}”; GET /v1/networks lists them.',
    fr: 'Aucun réseau n’a l’identifiant « {networkId} » ; GET /v1/networks les liste.',
  },
  // Slots and occurrences
  'slot.not_found': { en: 'No such slot.', fr: 'Créneau introuvable.' },
  'slot.rrule_invalid': {
    en: 'The recurrence rule cannot be read: {reason}.',
    fr: 'La règle de récurrence est illisible : {reason}.',
  },
  'slot.rrule_unsupported': {
    en: 'This recurrence is not supported: {reason}. Slots recur by the day or slower, at the time of startsAt.',
    fr: 'Récurrence non prise en charge : {reason}. Un créneau revient au plus une fois par jour, à l’heure de startsAt.',
  },
  'slot.rrule_never_occurs': {
    en: 'This rule gives no date within 28 years.',
    fr: 'Cette règle ne donne aucune date en 28 ans.',
  },
  'recurrence.phrase_not_understood': {
    en: 'The phrase is not understood at “{part}”: {reason}.',
    fr: 'La phrase n’est pas comprise à « {part} » : {reason}.',
  },
  'recurrence.phrase_ambiguous': {
    en: '“{part}” does not say one thing only: {reason}.',
    fr: '« {part} » ne dit pas une seule chose : {reason}.',
  },
  'recurrence.too_frequent': {
    en: '“{part}” is more than a slot can do: {reason}.',
    fr: '« {part} » dépasse ce que peut un créneau : {reason}.',
  },
  'slot.evergreen_unsupported': {
    en: 'whenEmpty: evergreen does not exist yet; use alert or skip.',
    fr: 'whenEmpty : evergreen n’existe pas encore ; utilisez alert ou skip.',
  },
  'slot.external_id_taken': {
    en: 'Another slot of the brand has this externalId.',
    fr: 'Un autre créneau de la marque a déjà cet externalId.',
  },
  'slot.in_flight': {
    en: 'A post of this slot is being sent, or its outcome is unknown; try again in a moment, or resolve it.',
    fr: 'Un post de ce créneau est en cours d’envoi, ou son issue est inconnue ; réessayez dans un instant, ou réglez-la.',
  },
  'occurrence.not_found': { en: 'No such occurrence.', fr: 'Occurrence introuvable.' },
  'occurrence.already_filled': { en: 'This occurrence already has a post.', fr: 'Cette occurrence a déjà un post.' },
  'occurrence.not_open': {
    en: 'This occurrence is {state}; only an open one can be changed so.',
    fr: 'Cette occurrence est {state} ; seule une occurrence ouverte peut l’être ainsi.',
  },
  'occurrence.past': { en: 'This occurrence is over.', fr: 'Cette occurrence est passée.' },
  'occurrence.in_flight': {
    en: 'The post of this occurrence is being sent or already out.',
    fr: 'Le post de cette occurrence part ou est déjà parti.',
  },
  // Posts
  'post.not_found': { en: 'No such post.', fr: 'Post introuvable.' },
  'post.external_id_taken': {
    en: 'Another post of the brand has this externalId.',
    fr: 'Un autre post de la marque a déjà cet externalId.',
  },
  'post.illegal_transition': {
    en: 'A post that is {state} cannot {verb}; legal now: {allowed}.',
    fr: 'Un post à l’état {state} ne permet pas {verb} ; possible : {allowed}.',
  },
  'post.in_flight': {
    en: 'This post is being sent; it can no longer be changed.',
    fr: 'Ce post est en cours d’envoi ; il ne peut plus être modifié.',
  },
  'post.partly_out': {
    en: 'Part of this post is out already: send the rest with retry, or all of it again with republish, per publication.',
    fr: 'Une partie de ce post est déjà sortie : envoyez le reste avec retry, ou le tout de nouveau avec republish, publication par publication.',
  },
  'post.published': {
    en: 'This post is published; take it back per publication with remove.',
    fr: 'Ce post est publié ; retirez-le publication par publication avec remove.',
  },
  'post.not_editable': {
    en: 'A post that is {state} cannot be edited; unschedule or duplicate it.',
    fr: 'Un post à l’état {state} n’est pas modifiable ; déprogrammez-le ou dupliquez-le.',
  },
  'post.occurrence_sets_time': {
    en: 'The occurrence gives the time; detach the post from it before setting scheduledAt.',
    fr: 'L’occurrence fixe l’heure ; détachez-en le post avant de donner scheduledAt.',
  },
  'post.channels_missing': {
    en: 'Choose at least one channel before scheduling.',
    fr: 'Choisissez au moins un canal avant de programmer.',
  },
  'post.time_missing': {
    en: 'Give scheduledAt or fill an occurrence before scheduling.',
    fr: 'Donnez scheduledAt ou remplissez une occurrence avant de programmer.',
  },
  'post.time_past': {
    en: 'The time is already past its late window.',
    fr: 'L’heure et sa fenêtre de retard sont déjà passées.',
  },
  'post.in_blackout': {
    en: 'The blackout “{title}” closes this time ({action}); proposed instead: {proposed}. Move it, or have someone with posts:approve schedule it with ignoreBlackout and a reason.',
    fr: 'La période bloquée « {title} » ferme cet horaire ({action}) ; proposé à la place : {proposed}. Déplacez-le, ou faites-le programmer avec ignoreBlackout et un motif par qui détient posts:approve.',
  },
  'post.blackout_needs_approval': {
    en: 'In the blackout “{title}” only what is approved goes out: submit this post and have it approved first.',
    fr: 'Pendant la période bloquée « {title} », seul ce qui est approuvé part : soumettez ce post et faites-le approuver d’abord.',
  },
  // Charters
  'charter.invalid': {
    en: 'This charter cannot stand: {count} problems, see errors.',
    fr: 'Cette charte ne peut pas tenir : {count} problèmes, voir errors.',
  },
  'charter.problem': { en: '{message_en}', fr: '{message_fr}' },
  'charter.version_not_found': {
    en: 'This charter has no version with that number.',
    fr: 'Cette charte n’a pas de version portant ce numéro.',
  },
  'charter.number_invalid': {
    en: 'Versions have numbers: 1, 2, 3…',
    fr: 'Les versions ont des numéros : 1, 2, 3…',
  },
  'charter.not_a_draft': {
    en: 'This version is {state}: only a draft can be changed, deleted or activated. Make a new draft from it.',
    fr: 'Cette version est « {state} » : seul un brouillon peut être modifié, supprimé ou activé. Faites-en un nouveau brouillon.',
  },
  'charter.not_scheduled': {
    en: 'This version is {state}: only one that waits for its date can be withdrawn.',
    fr: 'Cette version est « {state} » : seule une version qui attend sa date peut être retirée.',
  },
  'charter.examples_failed': {
    en: 'The examples of this charter do not show what they should ({count}), see errors. It cannot be activated before.',
    fr: 'Les exemples de cette charte ne montrent pas ce qu’ils devraient ({count}), voir errors. Elle ne peut pas être activée avant.',
  },
  'charter.impact_stale': {
    en: 'What this version would do has changed since: look at the impact again, then send its hash, {impactHash}.',
    fr: 'L’effet de cette version a changé depuis : relisez l’impact, puis envoyez son empreinte, {impactHash}.',
  },
  'charter.already_scheduled': {
    en: 'Version {number} waits for its date already: withdraw it first.',
    fr: 'La version {number} attend déjà sa date : retirez-la d’abord.',
  },
  'charter.effective_past': {
    en: 'This date is over. Leave `effectiveAt` out to activate at once.',
    fr: 'Cette date est passée. Omettez `effectiveAt` pour activer tout de suite.',
  },
  'post.charter_blocked': {
    en: 'The charter (version {charterVersion}) refuses this post; see errors. Change what they point at, or have someone with posts:approve waive what may be waived.',
    fr: 'La charte (version {charterVersion}) refuse ce post ; voir errors. Modifiez ce qui est indiqué, ou demandez une dérogation, là où il en existe, à qui détient posts:approve.',
  },
  'post.charter_review_required': {
    en: 'The charter (version {charterVersion}) wants someone other than the author, with posts:approve, to let this post pass; see errors.',
    fr: 'La charte (version {charterVersion}) demande qu’une autre personne que l’auteur, détenant posts:approve, laisse passer ce post ; voir errors.',
  },
  'post.charter_finding': { en: '{articleId}: {message_en}', fr: '{articleId} : {message_fr}' },
  'waiver.not_found': { en: 'No such waiver.', fr: 'Dérogation introuvable.' },
  'waiver.own_post': {
    en: 'Whoever wrote a post cannot waive its findings: ask somebody else who has posts:approve.',
    fr: 'L’auteur d’un post ne peut y déroger lui-même : demandez à une autre personne qui détient posts:approve.',
  },
  'waiver.exists': {
    en: 'This finding is waived already, by {waiverId}; take that one back first.',
    fr: 'Ce constat fait déjà l’objet de la dérogation {waiverId} ; retirez-la d’abord.',
  },
  'waiver.finding_not_found': {
    en: 'The charter finds nothing of the kind in this post.',
    fr: 'La charte ne constate rien de tel dans ce post.',
  },
  'waiver.finding_ambiguous': {
    en: 'This article has several findings here; name one by its fingerprint: {fingerprints}.',
    fr: 'Cet article fait plusieurs constats ici ; désignez-en un par son empreinte : {fingerprints}.',
  },
  'waiver.not_waivable': {
    en: 'Nobody may waive this: the article {articleId} does not allow it.',
    fr: 'Personne ne peut y déroger : l’article {articleId} ne le permet pas.',
  },
  'waiver.expiry_invalid': {
    en: 'A waiver ends in the future, at most {maxDays} days from now.',
    fr: 'Une dérogation se termine dans le futur, {maxDays} jours au plus à partir de maintenant.',
  },
  'post.content_empty': {
    en: 'There is nothing to publish: no text, media, poll or link.',
    fr: 'Il n’y a rien à publier : ni texte, ni média, ni sondage, ni lien.',
  },
  'post.content_refused': {
    en: 'A network cannot take this content as it is; see errors.',
    fr: 'Un réseau ne peut prendre ce contenu tel quel ; voir errors.',
  },
  'post.slot_requirement_unmet': {
    en: 'The slot asks for more than this post brings; see errors.',
    fr: 'Le créneau demande plus que n’apporte ce post ; voir errors.',
  },
  'post.image_required': { en: 'The slot asks for an image.', fr: 'Le créneau demande une image.' },
  'post.video_required': { en: 'The slot asks for a video.', fr: 'Le créneau demande une vidéo.' },
  'post.poll_required': { en: 'The slot asks for a poll.', fr: 'Le créneau demande un sondage.' },
  'post.link_required': { en: 'The slot asks for a link.', fr: 'Le créneau demande un lien.' },
  'post.variant_unknown_channel': {
    en: 'A variant names a channel the post does not have.',
    fr: 'Une variante nomme un canal que le post n’a pas.',
  },
  'network.text_too_long': {
    en: '{network} takes {max} {unit}; this is {used}.',
    fr: '{network} accepte {max} {unit} ; il y en a {used}.',
  },
  'network.media_too_many': {
    en: '{network} takes {max} media of this kind.',
    fr: '{network} accepte {max} médias de ce type.',
  },
  'network.media_type_refused': {
    en: '{network} does not take {mimeType}.',
    fr: '{network} n’accepte pas {mimeType}.',
  },
  'network.poll_refused': { en: '{network} cannot carry this poll.', fr: '{network} ne peut porter ce sondage.' },
  'network.thread_refused': { en: '{network} has no threads.', fr: '{network} n’a pas de fils.' },
  'network.first_comment_refused': {
    en: '{network} has no first comment.',
    fr: '{network} n’a pas de premier commentaire.',
  },
  'network.link_refused': { en: '{network} takes no link.', fr: '{network} n’accepte pas de lien.' },
  'network.media_required': {
    en: '{network} takes no post without an image or a video.',
    fr: '{network} n’accepte pas de post sans image ni vidéo.',
  },
  'network.media_mixed': {
    en: '{network} takes images or a video, not both.',
    fr: '{network} accepte des images ou une vidéo, pas les deux.',
  },
  'network.media_too_large': {
    en: '{network} takes files of {max} bytes; this one has {used}.',
    fr: '{network} accepte des fichiers de {max} octets ; celui-ci en a {used}.',
  },
  'network.animation_too_large': {
    en: '{network} takes images of {max} bytes; this one has {used}, and as it moves it is not made smaller.',
    fr: '{network} accepte des images de {max} octets ; celle-ci en a {used} et, étant animée, n’est pas réduite.',
  },
  'network.media_aspect': {
    en: '{network} takes images whose width divided by their height is {min} to {max}; here it is {used}.',
    fr: '{network} accepte des images dont la largeur divisée par la hauteur va de {min} à {max} ; ici, elle est de {used}.',
  },
  'network.media_duration': {
    en: '{network} takes videos of {min} to {max} seconds; this one has {used}.',
    fr: '{network} accepte des vidéos de {min} à {max} secondes ; celle-ci en a {used}.',
  },
  'network.alt_text_too_long': {
    en: '{network} takes {max} characters of alternative text; this has {used}.',
    fr: '{network} accepte {max} caractères de texte alternatif ; il y en a {used}.',
  },
  'network.poll_with_media': {
    en: '{network} has no poll beside images or videos.',
    fr: '{network} n’a pas de sondage à côté d’images ou de vidéos.',
  },
  'network.poll_duration': {
    en: 'A poll on {network} runs for {choices}.',
    fr: 'Un sondage sur {network} dure {choices}.',
  },
  'network.references_too_many': {
    en: '{network} takes {max} {kind} in a text; there are {used}.',
    fr: '{network} accepte {max} {kind} par texte ; il y en a {used}.',
  },
  'network.title_required': {
    en: '{network} needs a title (options.title).',
    fr: '{network} demande un titre (options.title).',
  },
  'network.title_too_long': {
    en: '{network} takes titles of {max}; this has {used}.',
    fr: '{network} accepte des titres de {max} ; celui-ci en a {used}.',
  },
  'network.option_unfit': {
    en: '{network} cannot do that with this content: {reason}.',
    fr: '{network} ne le permet pas avec ce contenu : {reason}.',
  },
  'network.beyond_our_means': {
    en: '{network} can do this, but not through its interface: {reason}.',
    fr: '{network} le permet, mais pas par son interface : {reason}.',
  },
  'network.text_altered': {
    en: '{network} will show this text differently: {reason}.',
    fr: '{network} montrera ce texte autrement : {reason}.',
  },
  'network.cost': {
    en: '{network} bills about {amount} {currency} for this.',
    fr: '{network} facture environ {amount} {currency} pour cela.',
  },
  'network.content_empty': { en: '{network} needs a text.', fr: '{network} demande un texte.' },
  // Publications and pauses
  'publication.not_found': { en: 'No such publication.', fr: 'Publication introuvable.' },
  'publication.illegal_transition': {
    en: 'A publication that is {state} cannot {verb}; legal now: {allowed}.',
    fr: 'Une publication à l’état {state} ne permet pas {verb} ; possible : {allowed}.',
  },
  'publication.unplanned': {
    en: 'Its post was taken back, or no longer goes to this channel: schedule the post anew.',
    fr: 'Son post a été repris, ou ne va plus sur ce canal : replanifiez le post.',
  },
  'publication.earlier_not_final': {
    en: 'An earlier generation is not settled yet.',
    fr: 'Une génération antérieure n’est pas encore réglée.',
  },
  'publication.not_removable': {
    en: '{network} cannot take a publication back.',
    fr: '{network} ne permet pas de retirer une publication.',
  },
  'publication.remove_failed': {
    en: 'The network did not take it back: {advice_en}',
    fr: 'Le réseau ne l’a pas retirée : {advice_fr}',
  },
  'publication.paused': {
    en: 'A pause covers it: {reason}. Lift the pause, or choose a later time.',
    fr: 'Une pause la couvre : {reason}. Levez-la, ou choisissez une autre heure.',
  },
  'publication.time_past': { en: 'Choose a time to come.', fr: 'Choisissez une heure à venir.' },
  'blackout.not_found': { en: 'No such blackout.', fr: 'Période bloquée introuvable.' },
  'blackout.kind_ambiguous': {
    en: 'Give exactly one of window, recurrence with duration, or holidays.',
    fr: 'Donnez exactement un de window, recurrence avec duration, ou holidays.',
  },
  'blackout.country_unknown': {
    en: '“{value}” has no calendar of holidays; send one of {valid}.',
    fr: '« {value} » n’a pas de calendrier de jours fériés ; envoyez un de {valid}.',
  },
  'blackout.region_unknown': {
    en: '“{value}” is no region of {country} with holidays of its own; leave it out or send one of {valid}.',
    fr: '« {value} » n’est pas une région de {country} aux jours fériés propres ; omettez-la ou envoyez une de {valid}.',
  },
  'pause.not_found': { en: 'No such pause.', fr: 'Pause introuvable.' },
  'pause.already_lifted': { en: 'This pause is already lifted.', fr: 'Cette pause est déjà levée.' },
  // Media
  'media.not_found': { en: 'No such media.', fr: 'Média introuvable.' },
  'media.type_refused': {
    en: 'Files of type {type} are not accepted.',
    fr: 'Les fichiers de type {type} ne sont pas acceptés.',
  },
  'media.too_many_pixels': {
    en: 'This image has more than the {max} pixels accepted here.',
    fr: 'Cette image dépasse les {max} pixels acceptés ici.',
  },
  'media.url_refused': {
    en: 'Files are fetched from public http(s) addresses only, without credentials, and never from https on to http.',
    fr: 'Les fichiers ne se chargent que depuis des adresses http(s) publiques, sans identifiants, et jamais de https vers http.',
  },
  'media.fetch_failed': {
    en: 'This address did not give the file ({reason}).',
    fr: 'Cette adresse n’a pas donné le fichier ({reason}).',
  },
  'media.empty': { en: 'The file is empty.', fr: 'Le fichier est vide.' },
  'media.in_use': { en: 'A post that is not finished uses this media.', fr: 'Un post non terminé utilise ce média.' },
} as const satisfies Record<string, Localised>;

export type ErrorCode = keyof typeof ERRORS;

/** The wording of `code` with its params filled in; lists are joined by commas. */
export function describeError(
  code: ErrorCode,
  params: Readonly<Record<string, string | number | readonly string[]>>,
  language: keyof Localised,
): string {
  return ERRORS[code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
}
