import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { Axes, Finding, Verdict } from '#charter';
import type { Language, Localised } from '#kernel';
import type { TextCheckView } from '#planning';
import { FindingResponse } from '../posts/review.responses.js';

/** A finding in a text that is no post yet, with its words in the caller's language besides. */
export class TextFindingResponse extends OmitType(FindingResponse, ['field', 'channelIds']) implements Finding {
  @ApiProperty({ description: '`message` in the language asked for.' })
  messageText: string;

  @ApiProperty({ description: '`quote` in the language asked for.' })
  quoteText: string;
}

export class TextCheckResponse implements TextCheckView {
  @ApiProperty({ description: 'False: no charter is in force, and nothing was checked.' })
  checked: boolean;

  @ApiProperty({ enum: ['pass', 'warn', 'review', 'block'], description: 'By the severest finding.' })
  verdict: Verdict;

  @ApiProperty({ enum: ['fr', 'en'], nullable: true, description: 'As declared, or as the text shows.' })
  language: Language | null;

  @ApiProperty({ type: [TextFindingResponse] })
  findings: TextFindingResponse[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'How the text sounds, as in a post’s review.',
  })
  axes: Axes | null;

  @ApiProperty({ type: Number, nullable: true })
  charterVersion: number | null;

  @ApiProperty()
  engineVersion: string;

  @ApiProperty({ description: 'The same request, the same hash.' })
  contentHash: string;
}

/** Adds the words in one language, for programs that show them as they are. */
export function inLanguage<T extends { message: Localised; quote: Localised }>(
  findings: readonly T[],
  language: Language,
): (T & { messageText: string; quoteText: string })[] {
  return findings.map((finding) => ({
    ...finding,
    messageText: finding.message[language],
    quoteText: finding.quote[language],
  }));
}
