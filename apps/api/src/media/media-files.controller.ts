import send from '@fastify/send';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DomainError, isId } from '#kernel';
import { MediaService, type PublicMedia } from '#media';
import { UnitOfWork } from '#persistence';
import { Public } from '../auth/index.js';
import { type ApiReply, type ApiRequest, Unlimited } from '../http/index.js';

/** Files as networks pull them and public feeds show them. The id in the address is what keeps it from being guessed. */
@ApiTags('Public')
@Public()
@Unlimited()
@Controller('media')
export class MediaFilesController {
  constructor(
    private readonly media: MediaService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get(':mediaId/:fileName')
  @ApiOperation({ summary: 'A file, whole or in part (Range)' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @Param('mediaId') id: string,
    @Param('fileName') name: string,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    const file = isId(id) ? await this.unitOfWork.read((tx) => this.media.open(tx, id, name)) : null;
    if (!file) throw new DomainError('request.not_found');
    const answer = await send(request.raw, `/${file.place}`, { root: file.root, contentType: false, ...CACHING });
    if (answer.type === 'error' && answer.statusCode === 404) throw new DomainError('request.not_found');
    const described = answer.statusCode < 300 ? headersOf(file) : {};
    await reply
      .code(answer.statusCode)
      .headers({ ...answer.headers, ...described })
      .send(answer.stream);
  }
}

/** What stands under an address never changes. */
const CACHING = { maxAge: '365d', immutable: true };

function headersOf({ mimeType, fileName }: PublicMedia): Record<string, string> {
  const shown = /^(image|video)\//.test(mimeType);
  return {
    'content-type': mimeType,
    // RFC 6266 with RFC 8187: the name as its owner gave it.
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeRfc8187(fileName)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

function encodeRfc8187(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
