"""Hand-checked disputes for the oracle: every expected value is worked out in a comment from
docs/methods/readiness.md, none is copied from output. Last, the oracle is held to literal.py."""

import unittest
from itertools import combinations, islice

import oracle
from dispute import read, round_to_unit
from generate import dispute_text
from ladder import Ladder
from literal import Literal
from run import check_thresholds
from world import Setting, World


def dispute(issues, preferences, compromise, rest="", parties=("p", "q"), no_deals=None, head=""):
    no_deals = no_deals or {}
    listed = "\n".join(f"{p} = {{ {no_deals.get(p, '')} }}" for p in parties)
    return read(f"""
[dispute]
title = "hand-made"
[question]
of = "p"
with = ["q"]
compromise = "{compromise}"
{head}
[parties]
{listed}
[issues]
{issues}
[preferences]
{preferences}
{rest}
""")


def counts(result):
    return [len(rung["survivors"]) for rung in result["rungs"]]


def alone(result):
    return {rung["name"]: rung["alone"] for rung in result["rungs"]}


A_BY_P = 'a = { options = ["no", "yes"], by = ["p"] }'


class Rungs(unittest.TestCase):
    def test_no_compromise_is_feasible(self):
        d = dispute(A_BY_P, "", "a = yes and a = no")
        result = oracle.answer(d)
        self.assertEqual((result["in_c"], counts(result), result["verdict"]), (0, [0] * 6, "none"))

    def test_rung_1_a_one_way_issue_does_not_go_back(self):
        # The only outcome of C is a = no, behind the status quo a = yes on a one-way issue.
        d = dispute('a = { options = ["no", "yes"], by = ["p"], one_way = true }', "", "a = no",
                    rest='[status_quo]\na = "yes"')
        result = oracle.answer(d)
        self.assertEqual((result["in_c"], counts(result), result["verdict"]), (1, [0] * 6, "none"))

    def test_rung_2_the_proposer_rejects(self):
        # u_p: no 1, yes 0, so p rejects (yes). From (yes) p goes to (no): better for p, worse for q,
        # and nobody can answer: p breaks it, so rungs 5 and 6 fail too. Failed: 2, 3, 5, 6.
        d = dispute(A_BY_P, """
p = [{ wants = "a = no", weight = 1 }]
q = [{ wants = "a = yes", weight = 1 }]""", "a = yes")
        result = oracle.answer(d)
        self.assertEqual((counts(result), result["verdict"]), ([1, 0, 0, 0, 0, 0], "possible"))
        yes = [(1,)]
        self.assertEqual(alone(result), {"possible": yes, "willing": [], "mutual": [],
                                         "ratifiable": yes, "durable": [], "reachable": []})
        self.assertEqual(result["nearest"], [((1,), 4, 1)])
        self.assertEqual(oracle.breaks(oracle.ladder_of(d), {"p"}, (1,), (1,)), (0,))

    def test_rung_3_a_consenting_third_party_rejects(self):
        # Issue b is r's, so r is in Z(t); r has 1 at the status quo and 0 at t.
        d = dispute('b = { options = ["no", "yes"], by = ["r"] }',
                    'p = [{ wants = "b = yes", weight = 1 }]\nr = [{ wants = "b = no", weight = 1 }]',
                    "b = yes", parties=("p", "q", "r"))
        result = oracle.answer(d)
        self.assertEqual((counts(result), result["verdict"]), ([1, 1, 0, 0, 0, 0], "willing"))

    def ratified_by(self, ratifiers, rest=""):
        return dispute(A_BY_P, 'p = [{ wants = "a = yes", weight = 1 }]', "a = yes",
                       rest=ratifiers + rest, parties=("p", "q", "r"))

    def test_rung_4_a_ratifier_disapproves(self):
        d = self.ratified_by('[ratifiers.house]\nof = "q"\napproves = "a = no"')
        result = oracle.answer(d)
        self.assertEqual((counts(result), result["verdict"]), ([1, 1, 1, 0, 0, 0], "mutual"))
        # Without the house nothing else stops it: p alone steps, prefers t, and nothing breaks it.
        self.assertEqual(oracle.lifts(d), [{"remove": ["house"], "verdict": "reachable"}])

    def test_rung_4_two_ratifiers_must_both_go(self):
        d = self.ratified_by('[ratifiers.house]\nof = "q"\napproves = "a = no"\n'
                             '[ratifiers.court]\nof = "p"\napproves = "false"')
        self.assertEqual(oracle.lifts(d), [{"remove": ["court", "house"], "verdict": "reachable"}])

    def test_rung_4_who_is_not_asked_or_not_a_signatory_does_not_matter(self):
        d = self.ratified_by('[ratifiers.house]\nof = "q"\nasked_if = "a = no"\napproves = "false"\n'
                             '[ratifiers.other]\nof = "r"\napproves = "false"')
        self.assertEqual(oracle.verdict(d), "reachable")

    def test_rung_4_a_ratifying_party_is_asked_for_its_acceptance(self):
        # r loses 1 at t, so it does not accept; it controls nothing and is no signatory itself.
        d = dispute(A_BY_P, 'p = [{ wants = "a = yes", weight = 1 }]\n'
                            'r = [{ wants = "a = no", weight = 1 }]', "a = yes",
                    rest='[ratifiers.ally]\nof = "p"\nparty = "r"\n[cases.alone]\nwithout = ["r"]',
                    parties=("p", "q", "r"))
        self.assertEqual(oracle.verdict(d), "mutual")
        self.assertEqual(oracle.verdict(d, "alone"), "reachable")
        self.assertEqual(oracle.lifts(d), [{"remove": [name], "verdict": "reachable"}
                                           for name in ("ally", "r", "r.1")])

    def test_rung_4_shares_add_up_exactly(self):
        # In doubles 0.1 + 0.7 is less than 0.8; in decimals it is the quota.
        segments = ('[ratifiers.public]\nof = "p"\nquota = {}\nsegments = [\n'
                    '{{ share = 0.1, approves = "a = yes" }},\n{{ share = 0.7, approves = "true" }},\n'
                    '{{ share = 0.2, approves = "a = no" }}]\n')
        self.assertEqual(oracle.verdict(self.ratified_by(segments.format("0.8"))), "reachable")
        self.assertEqual(oracle.verdict(self.ratified_by(segments.format("0.81"))), "mutual")


DILEMMA = """
p = [{ wants = "b = give", weight = 2 }, { wants = "a = keep", weight = 1 }]
q = [{ wants = "a = give", weight = 2 }, { wants = "b = keep", weight = 1 }]"""


class Durable(unittest.TestCase):
    def exchange(self, q_may_take_back):
        one_way = "" if q_may_take_back else ", one_way = true"
        return dispute('a = { options = ["keep", "give"], by = ["p"] }\n'
                       f'b = {{ options = ["keep", "give"], by = ["q"]{one_way} }}',
                       DILEMMA, "a = give and b = give")

    def test_a_threat_that_can_be_answered_breaks_nothing(self):
        # u_p: (keep,keep) 1, (give,keep) 0, (keep,give) 3, (give,give) 2; q the other way round.
        # From t = (give,give) p goes to (keep,give), 3 > 2; q answers with (keep,keep), 1 > 0, which p
        # likes less than t: deterred. The same for q. Jointly nothing improves on t. So t is durable.
        # From s0 nobody improves alone, and {p, q} only to t: p and q go there together, 2 > 1.
        result = oracle.answer(self.exchange(True))
        self.assertEqual((counts(result), result["verdict"]), ([1] * 6, "reachable"))

    def test_rung_5_a_threat_without_answer_breaks(self):
        # q cannot take b back: after (keep,give) nothing follows, q has 0 < 2, p has 3 > 2.
        result = oracle.answer(self.exchange(False))
        self.assertEqual((counts(result), result["verdict"]), ([1, 1, 1, 1, 0, 0], "ratifiable"))

    def spoiled(self, calm):
        # a is p's; c is r's, who wants a storm. q wants nothing. C: a = yes in the calm.
        return dispute(A_BY_P + '\nc = { options = ["calm", "storm"], by = ["r"] }',
                       f'p = [{{ wants = "a = yes", weight = 3 }}, {{ wants = "c = calm", weight = {calm} }}]\n'
                       'r = [{ wants = "c = storm", weight = 1 }]', "a = yes and c = calm",
                       parties=("p", "q", "r"))

    def test_rung_5_a_third_party_breaks_where_a_signatory_no_longer_accepts(self):
        # calm 5: u_p(s0) = 5, t = 8, (yes,storm) = 3: p accepts t and not (yes,storm). r is not in Z(t).
        # p cannot answer with anything better than staying there (a = no: 0).
        result = oracle.answer(self.spoiled(5))
        self.assertEqual((counts(result), result["verdict"]), ([1, 1, 1, 1, 0, 0], "ratifiable"))

    def test_a_third_party_that_only_makes_things_worse_breaks_nothing(self):
        # calm 2: u_p(s0) = 2, t = 5, (yes,storm) = 3 >= 2: p still accepts, so r does not break t from t.
        # From s0 r goes to (no,storm), where p has 0 < 2 and no longer accepts, r has 1 > 0 = r's value at
        # t, and p's answer (yes,storm) leaves r at 1 as well: r breaks t from s0, so rung 6 fails.
        result = oracle.answer(self.spoiled(2))
        self.assertEqual((counts(result), result["verdict"]), ([1, 1, 1, 1, 1, 0], "durable"))
        ladder = oracle.ladder_of(self.spoiled(2))
        self.assertIsNone(oracle.breaks(ladder, {"r"}, (1, 0), (1, 0)))
        self.assertEqual(oracle.breaks(ladder, {"r"}, (1, 0), (0, 0)), (0, 1))

    def test_going_on_to_something_better_for_all_signatories_breaks_nothing_but_overtakes(self):
        # t = (yes,low); {p, q} go on to (yes,high), outside C, better for both; nobody else is in Z(t).
        # q alone has no mover. p steps from s0 to t: 1 > 0, and y = t is not better than t: no break.
        wants = '[{ wants = "a = yes", weight = 1 }, { wants = "d = high", weight = 1 }]'
        d = dispute(A_BY_P + '\nd = { options = ["low", "high"], by = ["p", "q"] }',
                    f"p = {wants}\nq = {wants}", "a = yes and d = low")
        result = oracle.answer(d)
        self.assertEqual((counts(result), result["overtaken"]), ([1] * 6, [(1, 0)]))

    def test_a_coalition_breaks_what_its_members_cannot_break_alone(self):
        # b is q's, c is r's: a storm on both gives q and r 2, on one alone -1, at t they have 0. Together
        # they break t: p, who is in Z(t), has 3 at t and 0 in the storm.
        text = ('b = { options = ["calm", "storm"], by = ["q"] }\n'
                'c = { options = ["calm", "storm"], by = ["r"] }\n' + A_BY_P)
        prefs = ('p = [{ wants = "a = yes and b = calm", weight = 3 }]\n' + "\n".join(
            f'{i} = [{{ wants = "b = storm and c = storm and a = yes", weight = 2 }}, '
            '{ wants = "not (b = storm <-> c = storm)", weight = -1 }]' for i in "qr"))
        coalition = '[[coalitions]]\nmembers = ["q", "r"]\n[cases.split]\noff = ["coalitions.1"]'
        d = dispute(text, prefs, "a = yes and b = calm and c = calm", rest=coalition,
                    parties=("p", "q", "r"))
        # In the storm p, the one mover disjoint from {q, r}, could only go back to a = no: 0 either way, no
        # improvement. Without the coalition neither q nor r nor {p, q} has an improvement from t.
        self.assertEqual(oracle.verdict(d), "ratifiable")
        self.assertEqual(counts(oracle.answer(d, "split"))[4], 1)


class Reachable(unittest.TestCase):
    ISSUES = ('treaty = { options = ["none", "signed"], by = ["p", "q"], one_way = true }\n'
              'islands = { options = ["kept", "given"], by = ["p"], one_way = true }')
    ORDER = ('[[order]]\nid = "treaty_first"\nfirst = "treaty = signed"\nthen = "islands = given"\n'
             "active = false\n[cases.ordered]\non = [\"treaty_first\"]")

    def hold_up(self, kept, no_deals=None):
        return dispute(self.ISSUES, f"""
p = [{{ wants = "treaty = signed", weight = 3 }}, {{ wants = "islands = kept", weight = {kept} }}]
q = [{{ wants = "islands = given", weight = 5 }}]""",
                       "treaty = signed and islands = given", rest=self.ORDER, no_deals=no_deals)

    def test_a_package_gets_there(self):
        # u_p: s0 2, (none,given) 0, (signed,kept) 5, t 3. u_q: 0, 5, 0, 5. All is one-way, so t is
        # durable; from s0 p alone has nothing, {p, q} to (signed,kept) is no gain for q. Package: 3 > 2, 5 > 0.
        self.assertEqual(counts(oracle.answer(self.hold_up(2))), [1] * 6)

    def test_rung_6_hold_up_once_the_first_step_is_taken(self):
        # In order: first the treaty, then from (signed,kept), worth 5 to p, p would have to give for 3.
        d = self.hold_up(2)
        result = oracle.answer(d, "ordered")
        self.assertEqual((counts(result), result["verdict"], result["weak"]),
                         ([1, 1, 1, 1, 1, 0], "durable", []))
        # Taking p.2 away leaves a tie at (signed,kept), p.1 makes p reject, q.1 leaves q nothing to gain.
        self.assertEqual(oracle.lifts(d, "ordered"),
                         [{"remove": ["treaty_first"], "verdict": "reachable"}])
        ladder = oracle.ladder_of(d, "ordered")
        self.assertEqual(oracle.legal_moves(ladder, {"p", "q"}, (0, 0)), [(1, 0)])
        self.assertEqual(oracle.legal_moves(ladder, {"p"}, (0, 0)), [])
        self.assertEqual(oracle.legal_moves(ladder, {"p"}, (1, 0)), [(1, 1)])

    def test_where_only_ties_stop_rung_6_the_weak_answer_says_so(self):
        # kept 0: at (signed,kept) p has 3 as at t, so p does not strictly prefer to go on, nor {p, q};
        # weakly {p, q} go: p not worse, q 5 > 0. First step: p 3 > 0 (no-deal), q 5 > 0.
        result = oracle.answer(self.hold_up(0), "ordered")
        self.assertEqual((result["verdict"], result["weak"]), ("durable", [(1, 1)]))

    def test_the_first_step_is_measured_against_no_deal(self):
        # p's no-deal is the number 3 = u_p(t): p accepts t, but does not strictly prefer it to no-deal,
        # though it prefers t to s0 (2). Weakly q carries it.
        result = oracle.answer(self.hold_up(2, {"p": "no_deal = 3"}))
        self.assertEqual((result["verdict"], result["weak"]), ("durable", [(1, 1)]))

    def test_rung_6_diversion_on_the_way(self):
        # Treaty first; then from (signed,kept), 3 to p, p likes t better (4) but (signed,sold) better
        # still (5), where q has 0 < 5, and nobody outside p's reach answers: p breaks t from there.
        issues = self.ISSUES.replace('["kept", "given"]', '["kept", "sold", "given"]')
        prefs = """
p = [{ wants = "treaty = signed", weight = 3 }, { wants = "islands = sold", weight = 2 },
     { wants = "islands = given", weight = 1 }]
q = [{ wants = "islands = given", weight = 5 }]"""
        order = self.ORDER.replace('then = "islands = given"', 'then = "islands != kept"')
        d = dispute(issues, prefs, "treaty = signed and islands = given", rest=order)
        self.assertEqual(oracle.verdict(d), "reachable")  # s0 -> (none,sold) is 2 < 4: no break
        result = oracle.answer(d, "ordered")
        self.assertEqual((counts(result), result["weak"]), ([1, 1, 1, 1, 1, 0], []))
        self.assertEqual(oracle.breaks(oracle.ladder_of(d, "ordered"), {"p"}, (1, 2), (1, 0)), (1, 1))

    def test_the_status_quo_in_c_is_tested_on_rung_5_only(self):
        # p's no-deal of 100 would make it reject everything, but s0 passes rungs 1-4 and 6.
        d = dispute(A_BY_P, 'p = [{ wants = "a = no", weight = 1 }]', "a = no",
                    no_deals={"p": "no_deal = 100"})
        self.assertEqual(counts(oracle.answer(d)), [1] * 6)
        # p leaves s0 for a = yes, which harms q: rung 5 fails, rung 6 still counts as passed alone.
        d = dispute(A_BY_P, 'p = [{ wants = "a = yes", weight = 1 }]\n'
                            'q = [{ wants = "a = no", weight = 1 }]', "a = no")
        result = oracle.answer(d)
        self.assertEqual((counts(result), alone(result)["reachable"]), ([1, 1, 1, 1, 0, 0], [(0,)]))


class Choices(unittest.TestCase):
    ISSUE = 'a = { options = ["no", "yes"], by_any = ["r", "s"] }'
    WANTS = 'p = [{ wants = "a = yes", weight = 1 }]\nr = [{ wants = "a = no", weight = 1 }]\n' \
            's = [{ wants = "a = yes", weight = 1 }]'

    def test_one_consenter_is_enough(self):
        # Z(t) is {p, q, r}, where r rejects, or {p, q, s}, where all accept. Durable: r can go back to
        # (no), 1 > 0, which harms p and s; but the movers disjoint from {r}, p has none, s improves from
        # (no) to (yes), which r likes no better than t: deterred. Reachable: s steps, 1 > 0; from s0 r
        # has no move that it prefers, and s only goes to t.
        d = dispute(self.ISSUE, self.WANTS, "a = yes", parties=("p", "q", "r", "s"))
        result = oracle.answer(d)
        self.assertEqual(counts(result), [1] * 6)
        self.assertEqual(result["nearest"], [((1,), 0, 0)])

    def test_the_choice_is_kept_through_the_rungs(self):
        # s's parliament refuses: choice r fails rung 3, choice s fails rung 4, each rung passes alone.
        d = dispute(self.ISSUE, self.WANTS, "a = yes", parties=("p", "q", "r", "s"),
                    rest='[ratifiers.parliament]\nof = "s"\napproves = "false"')
        result = oracle.answer(d)
        self.assertEqual((counts(result), result["verdict"]), ([1, 1, 1, 0, 0, 0], "mutual"))
        self.assertEqual(alone(result)["ratifiable"], [(1,)])
        self.assertEqual(result["nearest"], [((1,), 1, 0)])  # choice s: one rung failed, nobody rejects

    def test_one_left_of_by_any_and_none_left(self):
        d = dispute(self.ISSUE, self.WANTS, "a = yes", parties=("p", "q", "r", "s"),
                    rest='[cases.r_only]\nwithout = ["s"]\n[cases.nobody]\nwithout = ["r", "s"]')
        self.assertEqual(oracle.verdict(d, "r_only"), "willing")  # Z = {p, q, r} and r rejects
        self.assertEqual(oracle.answer(d, "nobody")["in_c"], 0)    # a stays at its status quo


class Preferences(unittest.TestCase):
    ISSUES = ('a = { options = ["no", "yes"], by = ["p"] }\n'
              'b = { options = ["no", "some", "all"], by = ["p"] }')

    def accepted(self, preferences, no_deals=None, rest="", head="", case="now"):
        d = dispute(self.ISSUES, preferences, "true", no_deals=no_deals, rest=rest, head=head)
        ladder = oracle.ladder_of(d, case)
        return "".join("ny"[oracle.accepts(ladder, "p", (a, b))] for a in range(2) for b in range(3))
        # in the order (no,no) (no,some) (no,all) (yes,no) (yes,some) (yes,all)

    def test_weights_tie_exactly(self):
        # s0 has 0.8, a = yes and b != no has 0.1 + 0.7 = 0.8, either alone less.
        wants = ('p = [{ wants = "a = no and b = no", weight = 0.8 }, { wants = "a = yes", weight = 0.1 },'
                 ' { wants = "b != no", weight = 0.7 }]')
        self.assertEqual(self.accepted(wants), "ynnnyy")

    def test_expression_weights_are_rounded_then_exact(self):
        # 0.1 + 0.2 in doubles is more than 0.3; rounded to 9 decimals both are 0.3.
        wants = ('p = [{ wants = "a = no", weight = "0.1 + 0.2 * x" }, { wants = "a = yes", weight = 0.3 }]')
        self.assertEqual(self.accepted(wants, head="[factors]\nx = 1"), "yyyyyy")

    def test_margin(self):
        # s0 has 1; needed 1 + 0.5. (no,some) 1 + 0.4, (no,all) 1 + 0.5, a = yes loses 1.
        values = "p = { values = { a = { no = 1 }, b = { some = 0.4, all = 0.5 } } }"
        self.assertEqual(self.accepted(values, {"p": "margin = 0.5"}), "nnynnn")

    def test_number_as_no_deal_and_no_deal_outcome(self):
        values = "p = { values = { a = { yes = 1 }, b = { some = 1, all = 2 } } }"
        self.assertEqual(self.accepted(values, {"p": "no_deal = 2"}), "nnynyy")
        self.assertEqual(self.accepted(values, {"p": 'no_deal = { b = "some" }'}), "nyyyyy")

    def test_a_number_respects_every_red_line(self):
        prefs = 'p = { values = { b = { all = 3 } }, statements = [{ never = "a = no and b = all" }] }'
        self.assertEqual(self.accepted(prefs, {"p": "no_deal = 1"}), "nnnnny")

    def test_priority_is_lexicographic(self):
        # First b = all, then a = no. s0: (0, 1). Accepted: b = all, and a = no.
        prefs = 'p = { priority = true, statements = [{ wants = "b = all" }, { wants = "a = no" }] }'
        self.assertEqual(self.accepted(prefs), "yyynny")

    def test_ranking_takes_the_first_group(self):
        # Groups: all; a = no (s0 is here); the rest.
        prefs = 'p = { ranking = [[{ b = "all" }], ["a = no", { a = "no" }], ["true"]] }'
        self.assertEqual(self.accepted(prefs), "yyynny")

    def test_outcome_values_take_the_first_entry(self):
        prefs = ('p = { outcome_values = [{ outcome = { a = "yes", b = "no" }, value = -1 }, '
                 '{ outcome = "a = yes", value = 2.5 }, { outcome = "true", value = 2 }] }')
        self.assertEqual(self.accepted(prefs), "yyynyy")

    def test_red_lines_before_utility_and_in_order(self):
        # Red lines: 1 a = yes, 2 b = no. s0 respects 1 and breaks 2: what breaks 1 is not accepted, though
        # it may respect 2; what respects both is, though it is worth less.
        prefs = ('p = [{ never = "a = yes" }, { never = "b = no" }, { wants = "b = no", weight = 9 }]')
        self.assertEqual(self.accepted(prefs), "yyynnn")

    def test_a_red_line_that_no_deal_breaks_too_is_left_to_utility(self):
        # s0 breaks b = no; (yes,no) breaks it too and is worth 1 more; the rest respect it.
        prefs = 'p = [{ never = "b = no" }, { wants = "a = yes", weight = 1 }]'
        self.assertEqual(self.accepted(prefs), "yyyyyy")
        prefs = 'p = [{ never = "b = no" }, { wants = "a = yes", weight = -1 }]'
        self.assertEqual(self.accepted(prefs), "yyynyy")

    def test_conditions_pressures_and_switches(self):
        prefs = ('p = [{ wants = "a = no", weight = 2, when = "x < 0.5" }, { wants = "a = yes", weight = 1 },'
                 ' { wants = "b = no", weight = 1, from = "q", id = "push" }]')
        head = "[factors]\nx = 0.5"
        rest = ('[cases.low]\nset = { x = 0.4 }\n[cases.low_off]\nextends = "low"\noff = ["push", "p.1"]')
        self.assertEqual(self.accepted(prefs, head=head, rest=rest), "ynnyyy")  # 0 1: s0 1
        self.assertEqual(self.accepted(prefs, head=head, rest=rest, case="low"), "ynnnnn")  # s0 3
        self.assertEqual(self.accepted(prefs, head=head, rest=rest, case="low_off"), "yyyyyy")  # s0 0


class Cases(unittest.TestCase):
    def test_a_case_changes_status_quo_compromise_and_factor(self):
        d = dispute(A_BY_P, 'p = [{ wants = "a = yes", weight = 1, when = "x >= 0.5" }]', "a = yes",
                    head="[factors]\nx = 0.2",
                    rest='[cases.there]\nstatus_quo = { a = "yes" }\n[cases.back]\nextends = "there"\n'
                         'compromise = "a = no"')
        # now: p is indifferent: it accepts, nothing breaks, but nobody strictly prefers to step.
        self.assertEqual(oracle.verdict(d), "durable")
        self.assertEqual(oracle.verdict_at(d, "now", "x", 0.5), "reachable")
        self.assertEqual(oracle.verdict_at(d, "there", "x", 0.5), "reachable")  # s0 in C, p stays
        self.assertEqual(oracle.verdict_at(d, "back", "x", 0.5), "possible")    # p has 0 < 1

    def test_an_inactive_issue_stays_and_its_controller_does_not_move(self):
        d = dispute(A_BY_P + '\nb = { options = ["no", "yes"], by = ["r"], active = false }',
                    'r = [{ wants = "b = yes", weight = 1 }]', "a = yes", parties=("p", "q", "r"))
        ladder = oracle.ladder_of(d)
        self.assertEqual(ladder.w.outcomes, [(0, 0), (1, 0)])
        self.assertEqual(set(ladder.w.movers), {frozenset("p"), frozenset("pq")})

    def test_removing_a_party_leaves_the_others_of_a_by_list(self):
        d = dispute('a = { options = ["no", "yes"], by = ["p", "r"] }',
                    'p = [{ wants = "a = yes", weight = 1 }]\n'
                    'r = [{ wants = "a = no", weight = 1 }]', "a = yes", parties=("p", "q", "r"))
        self.assertEqual(oracle.verdict(d), "willing")
        # Without r.1 r is indifferent: it accepts, but {p, r} does not strictly prefer to step: durable.
        self.assertEqual(oracle.lifts(d), [{"remove": ["r"], "verdict": "reachable"}])


class Formulas(unittest.TestCase):
    def value(self, text, s=(0, 0, 0), x=(0.5,)):
        d = dispute("\n".join(f'{i} = {{ options = ["n", "y"], by = ["p"], levels = [0, 2] }}'
                              for i in "abc"), "", "true", head="[factors]\nf = 0.5",
                    rest='[propositions]\nboth = "a = y and either"\neither = "b = y or c = y"')
        return d.names.function(text)(s, x)

    def test_binding(self):
        self.assertTrue(self.value("not a = y and b = n"))
        self.assertTrue(self.value("a = n or b = y and c = y"))        # or is the looser
        self.assertTrue(self.value("a = y -> b = y -> c = y"))         # to the right: n -> ... is true
        self.assertFalse(self.value("(a = n -> b = y) -> c = y", (0, 1, 0)))
        self.assertTrue(self.value("a = y <-> b = y or c = y"))
        self.assertTrue(self.value("1 - 2 - 3 = -4 and 2 + 3 * 4 = 14 and 8 / 4 / 2 = 1 and -f < 0"))

    def test_atoms(self):
        self.assertTrue(self.value("both", (1, 0, 1)))
        self.assertFalse(self.value("both", (1, 0, 0)))
        self.assertTrue(self.value("a in {n, y} and b != y and c <= n and not c > n"))
        self.assertTrue(self.value("level(a) + level(b) * f >= 3", (1, 1, 0)))
        self.assertTrue(self.value("exactly(1, a = y, b = y, c = y)", (0, 1, 0)))
        self.assertFalse(self.value("at_least(2, a = y, b = y, c = y)", (0, 1, 0)))
        self.assertTrue(self.value("at_most(0, a = y, false)"))
        self.assertTrue(self.value("clamp(3 * f, 0, 1) = 1 and min(f, 0.2, 7) = 0.2 and "
                                   "max(f, 2) = 2 and abs(f - 1) = f"))

    def test_rounding_halves_away_from_zero(self):
        # 2 to the -10 is 0.0009765625 exactly: half way between two billionths.
        self.assertEqual((round_to_unit(2.0**-10), round_to_unit(-2.0**-10)), (976563, -976563))
        self.assertEqual(round_to_unit(0.1 + 0.2), 300000000)


class AgainstTheLiteralDefinitions(unittest.TestCase):
    def test_random_disputes(self):
        for number in range(40):
            d = read(dispute_text("literal", number))
            for case in d.case_names:
                result = oracle.answer(d, case)
                mine = {key: result[key] for key in ("weak", "overtaken", "nearest")}
                for key in ("survivors", "alone"):
                    mine[key] = [rung[key] for rung in result["rungs"]]
                with self.subTest(number=number, case=case):
                    self.assertEqual(mine, Literal(d, case).answer())
                    self.assertEqual(oracle.verdict(d, case), result["verdict"])

    def test_removals_are_what_a_case_without_them_would_be(self):
        for number in range(12):
            text = dispute_text("removals", number)
            setting = Setting(read(text), wide=True)
            ids = oracle.removable(World(setting))
            removals = [*combinations(ids, 1), *islice(combinations(ids, 2), number, None, 17)]
            for removed in removals:
                off = [name for name in removed if name not in setting.d.parties]
                gone = [name for name in removed if name in setting.d.parties]
                cut = read(text + f"[cases.cut]\noff = {off}\nwithout = {gone}\n")
                survivors = Literal(cut, "cut").answer(rungs_only=True)
                reached = sum(bool(s) for s in survivors)
                with self.subTest(number=number, removed=removed):
                    self.assertEqual(Ladder(World(setting, frozenset(removed))).verdict_rung(), reached)


class ThresholdCheck(unittest.TestCase):
    """run.py's check, on a verdict that changes at 0.3 and 0.7 and, for one point only, at 0.5."""

    def differences(self, *found):
        def verdict_at(value):
            return "x" if value == 0.5 else "a" if value < 0.3 else "b" if value < 0.7 else "c"
        names = ("factor", "at", "below", "above")
        return check_thresholds(verdict_at, "f", 0.0, 1.0, [dict(zip(names, t)) for t in found])

    def test_check(self):
        low, high = ("f", 0.3, "a", "b"), ("f", 0.7, "b", "c")
        self.assertEqual(self.differences(low, high), [])
        self.assertTrue(self.differences(low))                            # one is missing
        self.assertTrue(self.differences())                               # both are
        self.assertTrue(self.differences(low, ("f", 0.71, "b", "c")))     # one is elsewhere
        self.assertTrue(self.differences(("f", 0.3, "a", "c"), high))     # says the wrong verdict
        self.assertTrue(self.differences(low, ("f", 0.5, "b", "b"), high))  # no change at all


if __name__ == "__main__":
    unittest.main()
