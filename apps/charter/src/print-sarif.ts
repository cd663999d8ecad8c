import { ENGINE_VERSION, type Finding, type RuleMeta, RULES, type Severity, type Span } from '#charter';
import type { Language } from '#kernel';
import type { CheckedPost } from './checked-post.js';
import { placeIn } from './display.js';

const LEVELS: Readonly<Record<Severity, 'note' | 'warning' | 'error'>> = {
  advise: 'note',
  review: 'warning',
  block: 'error',
};

/** SARIF 2.1.0 (OASIS, 2020): what code hosts and editors show beside lines. Columns are UTF-16 code units. */
export function toSarif(posts: readonly CheckedPost[], ui: Language): string {
  const findings = posts.flatMap((post) => post.evaluation.findings.map((finding) => ({ post, finding })));
  const ruleIds = [...new Set(findings.map(({ finding }) => finding.ruleId))].sort();
  const driver = {
    ...{ name: 'marronnier-charter', version: ENGINE_VERSION },
    rules: ruleIds.map((id) => descriptor(RULES.get(id)!.meta, ui)),
  };
  const results = findings.map(({ post, finding }) => resultOf(post, finding, ruleIds.indexOf(finding.ruleId), ui));
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [{ tool: { driver }, language: ui, columnKind: 'utf16CodeUnits', results }],
    },
    null,
    2,
  );
}

function descriptor({ id, title, rationale, severity }: RuleMeta, ui: Language): object {
  return {
    id,
    shortDescription: { text: title[ui] },
    fullDescription: { text: rationale[ui] },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(post: CheckedPost, finding: Finding, ruleIndex: number, ui: Language): object {
  const { ruleId, severity, message, quote, articleId, fingerprint, confidence } = finding;
  return {
    ...{ ruleId, ruleIndex, level: LEVELS[severity] },
    message: { text: `${message[ui]} (${articleId}: ${quote[ui]})` },
    locations: [{ physicalLocation: { artifactLocation: artifact(post), region: regionOf(post, finding.span) } }],
    partialFingerprints: { 'marronnierFinding/v1': fingerprint },
    ...fixesOf(post, finding, ui),
    properties: { articleId, severity, confidence, postId: post.id },
  };
}

function artifact({ file }: CheckedPost): object {
  return { uri: file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/') };
}

/** A post of a file with one a line is JSON there: its line is all that can be shown. */
function regionOf({ line, subject: { text } }: CheckedPost, span: Span | null): object {
  if (line !== null) return { startLine: line };
  if (span === null) return { startLine: 1 };
  const [start, end] = [placeIn(text, span.start), placeIn(text, span.end)];
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fixesOf(post: CheckedPost, { suggestions }: Finding, ui: Language): object {
  if (post.line !== null || suggestions.length === 0) return {};
  const fixes = suggestions.map(({ label, span, replacement }) => ({
    description: { text: label[ui] },
    artifactChanges: [
      {
        artifactLocation: artifact(post),
        replacements: [{ deletedRegion: regionOf(post, span), insertedContent: { text: replacement } }],
      },
    ],
  }));
  return { fixes };
}
