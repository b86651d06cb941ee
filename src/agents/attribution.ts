import type { Line } from '../parse/commit.ts';
import type { Document } from '../parse/document.ts';
import type { Region } from '../parse/region.ts';
import type { Span } from '../rule.ts';
import type { Person } from '../subject.ts';
import { agentOfAccount, agentOfAddress, creditedAgent, FOOTERS, hints, isSession, nameOf } from './credit.ts';
import { disclosureAt } from './disclosure.ts';
import { MARKS, SUMMARISERS } from './marks.ts';
import { plain } from './plain.ts';
