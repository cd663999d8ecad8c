import { Controller, Get, HttpCode, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CompleteAgreement, OpenAgreement } from '#channels';
import { APP_CONFIG, type AppConfig } from '#config';
import { type Clock, CLOCK, type Language } from '#kernel';
import { Public } from '../auth/index.js';
import { type ApiReply, type ApiRequest, preferredLanguage, type Problem, ProblemWriter } from '../http/index.js';
import { browserCookie } from './browser-cookie.js';
import { invitationPage, type OAuthPage, PAGE_POLICY, pageOf, problemPage, renderPage } from './oauth-page.js';

/** The pages that a person sees before and after a network's own. */
@ApiTags('Public')
@Public()
@Controller('oauth')
export class OAuthPagesController {
  constructor(
    private readonly opener: OpenAgreement,
    private readonly completer: CompleteAgreement,
    private readonly problems: ProblemWriter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'publicUrl'>,
  ) {}

  @Get('begin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Where a person begins to connect an account; answers a page that leads to the network' })
  @ApiQuery({ name: 'state', type: String, required: false })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async begin(@Query() query: object, @Req() request: ApiRequest, @Res() reply: ApiReply): Promise<void> {
    const state = toParameters(query).get('state') ?? '';
    await this.answer(request, reply, async (language) => {
      const invitation = await this.opener.run(state, this.clock.now());
      void reply.header('set-cookie', browserCookie(state, this.config).keep(invitation.browserKey));
      return invitationPage(invitation, language);
    });
  }

  @Get('callback')
  @HttpCode(200)
  @ApiOperation({ summary: 'Where a network sends a person back to; answers a page for them' })
  @ApiQuery({ name: 'state', type: String, required: false })
  @ApiQuery({ name: 'code', type: String, required: false })
  @ApiQuery({ name: 'error', type: String, required: false, description: 'See RFC 6749 §4.1.2.1.' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async callback(
    // Whatever networks add of their own is no concern of ours: a query of any names.
    @Query() query: object,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    const answer = toParameters(query);
    const cookie = browserCookie(answer.get('state') ?? '', this.config);
    const key = cookie.read(request.headers['cookie']);
    if (key !== undefined) void reply.header('set-cookie', cookie.forget());
    await this.answer(request, reply, async (language) =>
      pageOf(await this.completer.run(answer, key, this.clock.now()), language),
    );
  }

  private async answer(
    request: ApiRequest,
    reply: ApiReply,
    make: (language: Language) => Promise<OAuthPage>,
  ): Promise<void> {
    const language = preferredLanguage(request.headers['accept-language']);
    const { status, page } = await make(language).then(
      (made) => ({ status: 200, page: made }),
      (error: unknown) => {
        const problem = this.problems.write(error, request);
        return { status: problem.status, page: problemPage(JSON.parse(problem.body) as Problem) };
      },
    );
    void reply.code(status).headers({
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': PAGE_POLICY,
      'cache-control': 'no-store',
      vary: 'Accept-Language',
    });
    await reply.send(renderPage(page, language));
  }
}

/** A name that came twice stays so, and is refused as such. */
function toParameters(query: object): URLSearchParams {
  const pairs = Object.entries(query as Record<string, string | string[]>);
  return new URLSearchParams(
    pairs.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  );
}
