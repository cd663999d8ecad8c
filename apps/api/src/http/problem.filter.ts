import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { ApiReply, ApiRequest } from './api-request.js';
import { ProblemWriter } from './problem-writer.js';
import { sendAnswer } from './send-answer.js';

/** Sends what the writer makes of an error. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly problems: ProblemWriter) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<ApiReply>();
    if (reply.sent) return;
    const answer = this.problems.write(error, http.getRequest<ApiRequest>());
    void reply.send(sendAnswer(reply, answer));
  }
}
