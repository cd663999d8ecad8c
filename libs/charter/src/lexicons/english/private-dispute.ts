import type { DisputeLexicon } from '../lexicon.js';

/**
 * One person's order, refund, debt or complaint handled in public. General help ("trouble with an order?") and news
 * for everybody must not be here. `redirect` takes the case to a private channel.
 */
export const englishPrivateDispute: DisputeLexicon = {
  purpose: {
    en: "A single customer's case handled in public, and the wordings that move it to a private channel.",
    fr: "Le cas d'un seul client traité en public, et les formules qui l'emmènent vers un canal privé.",
  },
  strong: [
    "(deposit|voucher|refund|money|sum|fee|charge|compensation|bill) (you're|you are|you were|you|that you) <0-1> (disputing|dispute|disputed|demanding|demanded|demand|claiming|claimed|claim|want|wanted|contest|contesting)",
    "(half|all|some|the rest|deposit|sum|money|pounds|euros|<number>) <0-3> (stays with us|stays put|stays here|is ours|remains ours|won't be (coming|returned)|is not coming back)",
    "you <0-1> ('d|would) like <0-3> (refunded|reimbursed|a refund|your money|replaced|compensated) ; unless: if | any | whenever",
    "(you say|you claim|you told us|you insist|you swear) <0-1> (you|to have|it|that) <0-3> (found|paid|returned|received|ordered|booked|cancelled|wasn't|never|didn't)",
    '(your (memory|version|story|account of)) <0-6> (our|till|records|cctv|camera|timestamp|differ*|different)',
    '(but|since|because) you <0-1> (renewed|signed|booked|used|wore|washed|cancelled|ordered|cut|opened|ate) <0-3> (on|it|the|in|for) <0-2> (<number>|service|label@n|tag@n|weeks|dress|meal)',
    '(till roll|cctv|timestamp|our records|our logs|the delivery note|signature on file) <0-4> (says|shows|tell|tells|has|proves|prove|different|otherwise)',
    '(about|regarding) (friday|saturday|sunday|monday|tuesday|wednesday|thursday|last night|your) <0-1> (:|,) <0-8> <0-2> (your|you) ; with: records | till | bill | refund | paid | pay | deposit',
    '(will|shall|can|could|are|is|do|does|would|did) not <0-2> (be)? (refund@v|refunding|reimburse@v|reimbursing|recredited|re-credited|credited|compensate@v|compensating|reopen@v|reopening|pay out|paying out) ; unless: all | any | no',
    "(wo|ca|could|are|is|do|does|would|did)? n't <0-2> (be)? (refund@v|refunding|reimburse@v|recredited|re-credited|credited|compensate@v|reopen@v|pay out|paying out) ; unless: all | any | no",
    '(file|case|claim|complaint|dispute|ticket) <0-2> (stays|remains|is|was|has been|will stay) <0-2> (shut|closed|rejected|denied|refused|dismissed)',
    'you <0-2> (claim|claiming|allege|alleging|dispute|disputing|demand|demanding|threaten|threatening) <0-6> (<number>|refund|food poisoning|compensation|invoice|damage@n|payment|never|not|that you|legal|lawyer@n|solicitor@n)',
    "(our|the|your) (insurer|insurance|lawyer@n|solicitor@n|legal team|legal department|loss adjuster|courier|driver|cctv) <0-3> (has your|have your|won't|will not|is handling|has been|shows|show|confirms|proves)",
    '(we|i) <0-1> (dispute|contest|reject|refuse|deny|stand by) <0-3> (it|all|this|your|that|claim|refund|every)',
    '(error|mistake|overcharge|difference|discrepancy|surcharge|charge) <0-3> (on|in|of) your <0-2> (bill|invoice|account|statement|receipt|order)',
    "(voucher|credit|gift card|deposit|balance|cheque|refund) <0-3> (will|has|was|is|wo|ca)? <0-1> (not|n't|never) <0-2> (be)? (re-credited|recredited|refunded|reissued|returned|paid|extended|issued|restored)",
    '(formal notice|letter before action|final demand|recorded letter|statutory demand|final reminder) <0-6> (served|sent|delivered|you|your|on the <number>)',
    'your <0-1> (unpaid|outstanding|overdue|late|missed|bounced) ',
    'contrary to what you',
    'your <0-1> (invoice|case|claim|complaint|refund|debt|dispute|balance|bill|arrears) <0-2> (no|number|ref|reference|id|of)? <0-2> <number>',
    'your (complaint|claim|refund request|dispute|debt|chargeback|arrears|bounced|returned cheque)',
    '(regarding|about|concerning|further to|following|re|in response to|with reference to|in reply to) your <0-2> (complaint|order|refund|claim|dispute|invoice|return|email|letter|case|account|delivery|call|visit|booking|review)',
    "your (refund|replacement|exchange|alteration|return|credit note|voucher) (of|was|is|has|will|for|went|cannot|can't)",
    "(we|i) (have|'ve|had|already|did|do)? <0-2> (refunded|reimbursed|credited|charged|invoiced|billed|shipped|delivered|chased|emailed|called|reminded|contacted|written to) you",
    '(refunded|reimbursed|compensated|credited|cancelled|canceled|processed) your <0-2> (order|payment|purchase|booking|account|card|deposit|meal|ticket|return)',
    "(you|your company|your business) <0-2> (owe@v|still owe|haven't paid|have not paid|never paid|failed to pay|did not pay|didn't pay|refused to pay|are overdue|are late)",
    '(you) <0-3> (signed for|received the|were charged|were refunded|damaged|returned|refused delivery|cancelled|broke|washed|wore|ordered) <0-5> (order|parcel|item|refund|receipt|dress|delivery|invoice|deposit|booking|coat|on the <number>|weeks ago)',
    '(mr|mrs|ms|miss|dr|mr.|mrs.|ms.|dear) <capital> <0-8> (order|invoice|refund|complaint|claim|debt|dispute|payment|cheque|balance|reminder@n|owe|account|parcel|booking|case)',
    "<capital> <0-3> (owes us|hasn't paid|has not paid|still hasn't paid|refuses to pay|is overdue)",
    "(we|our team) <0-2> (refuse|won't|will not|cannot|can't|are not going to) <0-2> (refund|reimburse|compensate|replace|exchange) (you|your|this|it)",
    '(after|having) <0-2> (checking|reviewing|reviewed|checked|investigated) <0-1> (our|the|your) <0-6> (records|cctv|order|account|system|file|case|log@n)',
    "(this|the|that) (customer|client|lady|gentleman|guest) <0-6> (claims|demands|owes|refused to pay|hasn't paid|threatens|broke|damaged|returned|wants a refund|disputes|walked out)",
    '(collections|debt collector@n|debt collection|bailiff@n|final notice|legal proceedings|small claims) <0-6> (against you|to you|your account)',
    'your (unpaid|overdue|outstanding) (invoice|balance|bill|payment) ; with: <number> | mr | mrs | ms | dear',
  ],
  weak: [
    '(refund@n|complaint@n|dispute@n|claim@n|invoice@n|chargeback@n|compensation) ; with: you | your | mr | mrs | ms',
    '(sorry|apologies|apologise|apologize) <0-8> (your|you) <0-2> (experience|order|parcel|meal|wait|evening|delay|visit)',
    'your (order|booking|delivery|parcel|invoice)',
  ],
  redirect: [
    '(dm|pm|message|direct message|private message|inbox|email|e-mail|mail|call|phone|ring|write to|contact|reach out to) <0-2> (us|me|our team)',
    '(in|by|via|over|through) <0-2> (dm@n|pm@n|private|private message@n|direct message@n|phone|email|e-mail|form|contact form|the phone)',
    '(send|drop|shoot|slide|pop) <0-3> (dm@n|pm@n|message|email|line|note|details|number) <0-4> (private|us|dm@n|inbox|email)?',
    "(give us a (call|ring|shout|bell)|get in touch|check your (inbox|dms|messages)|let's (talk|chat|sort|discuss|continue|take) <0-5> (private|privately|phone|message|dm@n|offline|email|direct)|talk privately|not in public|away from here|our helpline|customer service line|contact form|come and see us|pop in|pop into|we'll call you|we will call you|we've sent you a message|we've messaged you|offline)",
  ],
};
