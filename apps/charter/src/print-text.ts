import type { Finding, Severity, Verdict } from '#charter';
import type { Language, Localised } from '#kernel';
import { colon } from './colon.js';
import { type CheckedPost, worstOf } from './checked-post.js';
import { markLine, placeIn } from './display.js';

const SEVERITIES: Readonly<Record<Severity, Localised>> = {
  advise: { en: 'advice', fr: 'conseil' },
  review: { en: 'review', fr: 'à relire' },
  block: { en: 'blocked', fr: 'bloqué' },
};

const VERDICTS: Readonly<Record<Verdict, Localised>> = {
  pass: { en: 'nothing to say', fr: 'rien à redire' },
  warn: { en: 'may go out; there is advice', fr: 'peut sortir ; il y a des conseils' },
  review: { en: 'needs somebody else’s approval', fr: 'à faire relire par quelqu’un d’autre' },
  block: { en: 'cannot go out', fr: 'ne peut pas sortir' },
};

/** For people and for editors: `file:line:column: severity article (rule)`, the place, why and what to do. */
export function toText(posts: readonly CheckedPost[], ui: Language): string {
  const findings = posts.flatMap((post) => post.evaluation.findings.map((finding) => paragraph(post, finding, ui)));
  return [...findings, summary(posts, ui)].join('\n\n');
}

function paragraph(post: CheckedPost, finding: Finding, ui: Language): string {
  const { span, severity, articleId, ruleId, message, quote, suggestions } = finding;
  const { text } = post.subject;
  const marked = span ? markLine(text, span) : null;
  return [
    `${placeOf(post, finding)}: ${SEVERITIES[severity][ui]} ${articleId} (${ruleId})`,
    ...(marked ? [marked.text, marked.marks] : []).map((line) => `  | ${line}`.trimEnd()),
    `  ${message[ui]}`,
    `  ${articleId}${colon(ui)} ${quote[ui]}`,
    ...suggestions.map(
      ({ label, replacement }) =>
        `  → ${label[ui]}${label[ui].includes(replacement) ? '' : `${colon(ui)} ${replacement}`}`,
    ),
  ].join('\n');
}

function placeOf({ file, line, id, subject }: CheckedPost, { span }: Finding): string {
  const { line: inText, column } = placeIn(subject.text, span?.start ?? 0);
  if (line === null) return `${file}:${inText}:${column}`;
  return `${file}:${line}:1${id === null ? '' : ` [${id}]`}`;
}

function summary(posts: readonly CheckedPost[], ui: Language): string {
  const findings = posts.reduce((sum, { evaluation }) => sum + evaluation.findings.length, 0);
  const verdict = VERDICTS[worstOf(posts)][ui];
  return ui === 'fr'
    ? `${plural(posts.length, 'post', 2)}, ${plural(findings, 'signalement', 2)} : ${verdict}.`
    : `${plural(posts.length, 'post', 1)}, ${plural(findings, 'finding', 1)}: ${verdict}.`;
}

/** French says the singular up to two. */
function plural(count: number, noun: string, until: number): string {
  const isOne = until === 1 ? count === 1 : count < until;
  return `${count} ${noun}${isOne ? '' : 's'}`;
}
