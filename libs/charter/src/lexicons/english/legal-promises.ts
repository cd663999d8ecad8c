import type { GradedLexicon } from '../lexicon.js';

/**
 * Promises of gain, safety or legality that nobody can keep. A warranty of goods ("two-year guarantee", "money back
 * within 30 days") is trade and must not be here.
 */
export const englishLegalPromises: GradedLexicon = {
  purpose: {
    en: 'Guaranteed gains, zero risk, certain legality.',
    fr: 'Gains garantis, risque nul, légalité certaine.',
  },
  strong: [
    'guaranteed <0-1> (error-free|mistake-free|flawless|free of|without error@n|correct|compliant|accurate|safe|paid)',
    '(nothing|never|no longer|no need) <0-1> (to)? (fear|worry about|dread) <0-3> (audit@n|taxman|hmrc|penalt*|fine@n|inspector@n|inspection@n|reassessment)',
    "(taxman|tax inspector@n|tax office|irs|hmrc|auditor@n|bailiff@n|inspector@n|regulator@n) <0-3> (never|n't|not|no longer) <0-3> (knock|call|come|visit|turn up|show up|look|write|ring)",
    'sleep <0-3> (easy|soundly|tight|well) <0-6> (taxman|hmrc|audit@n|tax|irs|inspector@n)',
    '(guaranteed|assured|certain) <0-1> (return@n|income|profit@n|gain@n|yield@n|result@n|success|saving@n|win@n|compliance|refund@n from the tax|approval|payment@n|tax)',
    '(guarantee@v|promise@v|ensure|assure|guaranteeing) <0-5> (return@n|profit@n|result@n|no audit@n|zero late|zero risk|never be audited|compliance|success|win|paid on time|tax|get paid|no fines|no penalties|approval)',
    '(return@n|profit@n|income|results|success|compliance|savings) <0-2> (guaranteed|assured)',
    '(risk free|risk-free|riskless|zero risk|zero-risk|no risk|without any risk|without risk|no risk at all|no-risk)',
    '(<number>|hundred|fully|totally|completely|perfectly) <0-2> (legal|tax-proof|audit-proof|risk-free|bulletproof|compliant guaranteed|legally safe|lawsuit-proof)',
    '(tax-proof|audit-proof|tax proof|audit proof|lawsuit-proof|bulletproof <0-2> (contract@n|audit@n|tax|legal)|watertight <0-1> (contract@n|tax|legal)|court-proof|fine-proof|judge-proof)',
    "(never|no more|won't ever|not one) <0-3> (audit@n|audited|tax bill@n|pay tax|fine@n|fined|penalty|penalties|lawsuit@n|unpaid invoice@n|bad debt@n|late payment@n|pay a cent in tax) <0-1> (again)?",
    '(avoid|dodge|escape|evade|beat|bypass|outsmart|get around) <0-3> (tax|taxes|taxman|hmrc|irs|vat|audit@n|the law|tax inspector@n|regulation@n)',
    "(taxman|tax inspector|tax office|irs|hmrc|auditor@n) <0-3> (never|can't|cannot|won't|will never) <0-3> (touch|find|catch|question|bother|fault)",
    "(get rich|easy money|passive income|double your (money|income|savings|investment)|triple your (money|income|revenue)|financial freedom|make money fast|money while you sleep|can't lose|cannot lose|sure thing|win every time|always win)",
    "(you|you'll|you will) <0-1> (always|never|definitely) (win|lose) <0-2> (in court|case|tribunal|money)",
  ],
  weak: [
    'guaranteed ; unless: year@n | month@n | freshness | fresh | delivery | smile@n | homemade',
    '(foolproof|fool-proof|bulletproof|infallible|fail-safe|tax-free|returns|yield@n)',
  ],
};
