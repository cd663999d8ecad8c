import type { ApiReply } from './api-request.js';
import type { Answer } from './problem.js';

/** Sets status and headers on the reply; answers the payload to send as it is, undefined for none. */
export function sendAnswer(reply: ApiReply, answer: Answer): string | undefined {
  reply.code(answer.status).headers(answer.headers);
  return answer.body === '' ? undefined : answer.body;
}
