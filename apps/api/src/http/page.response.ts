import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Page } from '#persistence';

/** The response class of a list of `Member`, for OpenAPI: `class PostPageResponse extends PageResponse(PostResponse) {}`. */
export function PageResponse<T>(Member: Type<T>): Type<Page<T>> {
  class MemberPage implements Page<T> {
    @ApiProperty({ type: Member, isArray: true })
    data: T[];

    @ApiProperty({ type: String, nullable: true, description: 'Null on the last page.' })
    nextCursor: string | null;
  }
  return MemberPage;
}
