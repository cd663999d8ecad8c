import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Clock, CLOCK, DomainError, isId } from '#kernel';
import { type PublicFile, PublicFiles, type SignedQuery } from '#media';
import { UnitOfWork } from '#persistence';
import { Public } from '../auth/index.js';
import { type ApiReply, type ApiRequest, Unlimited } from '../http/index.js';
import { askedRange } from './byte-range.js';
import { fileHeaders, isKnown } from './file-headers.js';

/**
 * Files as networks pull them and public feeds show them. The id in the address is what keeps an upload's from being
 * guessed; what was made of one for an account is read by signed addresses alone.
 */
@ApiTags('Public')
@Public()
@Unlimited()
@Controller('media')
export class MediaFilesController {
  constructor(
    private readonly files: PublicFiles,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':mediaId/:fileName')
  @ApiOperation({ summary: 'A file, whole or in part (Range)' })
  @ApiQuery({ name: 'as', required: false, type: String, description: 'Of signed addresses: one rendition.' })
  @ApiQuery({ name: 'until', required: false, type: String, description: 'Of signed addresses: their end.' })
  @ApiQuery({ name: 'sig', required: false, type: String, description: 'Of signed addresses.' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @Param('mediaId') id: string,
    @Param('fileName') name: string,
    @Query() query: Record<string, unknown>,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    const now = this.clock.now();
    const file = isId(id) ? await this.find(id, name, query, now) : null;
    if (!file) throw new DomainError('request.not_found');
    void reply.headers(fileHeaders(file, now));
    if (isKnown(request.headers, file)) return void (await reply.code(304).send());
    await this.give(file, request, reply);
  }

  private find(id: string, name: string, query: Record<string, unknown>, now: Date): Promise<PublicFile | null> {
    const signed = signedQuery(query);
    return this.unitOfWork.read((tx) =>
      signed ? this.files.findSigned(tx, id, name, signed, now) : this.files.find(tx, id, name),
    );
  }

  private async give(file: PublicFile, { method, headers }: ApiRequest, reply: ApiReply): Promise<void> {
    const fresh = headers['if-range'] === undefined || headers['if-range'] === `"${file.tag}"`;
    const asked = askedRange(headers.range, file.bytes, fresh);
    if (asked.kind === 'beyond')
      return void (await reply.code(416).header('content-range', `bytes */${file.bytes}`).send());
    const part = asked.kind === 'part' ? asked : { start: 0, end: file.bytes };
    if (asked.kind === 'part')
      void reply.code(206).header('content-range', `bytes ${part.start}-${part.end - 1}/${file.bytes}`);
    void reply.header('content-length', part.end - part.start);
    // An empty stream: of an empty answer Fastify would say that it has no length.
    const body = method === 'HEAD' ? Readable.from([]) : await this.files.read(file, part);
    if (!body) throw new DomainError('request.not_found');
    await reply.send(body);
  }
}

/** Null for an address without a signature: it is an upload's own. */
function signedQuery({ as, until, sig }: Record<string, unknown>): SignedQuery | null {
  if (sig === undefined) return null;
  return { as: typeof as === 'string' ? as : undefined, until: String(until), sig: String(sig) };
}
