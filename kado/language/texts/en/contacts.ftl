# Contacts under (b) and (d): proposals, surveys, feedback, and which mails a person wants.
page-proposals = Proposals
page-proposing = Proposals to customers
page-write-proposal = Write a proposal
page-surveys = Surveys
page-feedback = Feedback
page-mail-choices = Mail choices
language-own-name = English

proposal-kind-add-capacity = Add capacity
proposal-kind-replace-drives = Replace drives
proposal-kind-replace-parts = Replace parts
proposal-kind-renew-contract = Renew a contract
proposal-kind-refresh-machines = Refresh machines at the end of support
proposal-add-capacity-title = Add capacity to { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
}
proposal-add-capacity-title-by = Add capacity to { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
} before { $due_date }
proposal-add-capacity-body = The newest edition finds that space or computing capacity is running short. We can work out with you which extension fits and when to install it, so that operation is not affected.
proposal-replace-drives-title = Replace drives in { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
}
proposal-replace-drives-title-by = Replace drives in { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
} before { $due_date }
proposal-replace-drives-body = The newest edition finds drives that show signs of failure or wear. We can prepare replacements and agree on a date for the exchange before a failure interrupts operation.
proposal-replace-parts-title = Replace parts in { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
}
proposal-replace-parts-title-by = Replace parts in { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
} before { $due_date }
proposal-replace-parts-body = The newest edition finds parts that have failed or report errors. We can prepare spare parts and agree on a date for the exchange.
proposal-renew-contract-title = Renew the support contract of { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
}
proposal-renew-contract-title-by = Renew the support contract of { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
} (end { $due_date })
proposal-renew-contract-body = Support for these servers ends or has ended. With a support contract in force, they stay covered by this service and by repair. We will gladly prepare an offer for the renewal.
proposal-refresh-machines-title = Refresh { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
} at the end of support
proposal-refresh-machines-title-by = Refresh { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count } servers
} before support ends on { $due_date }
proposal-refresh-machines-body = After the end of support there are no more security fixes. We can plan with you how to move to supported versions or new machines.

proposal-field-title-ja = Title (Japanese)
proposal-field-body-ja = Text (Japanese)
proposal-field-offer-ja = Price or terms (Japanese, optional)
proposal-field-title-en = Title (English)
proposal-field-body-en = Text (English)
proposal-field-offer-en = Price or terms (English, optional)
proposal-field-valid-until = Valid until
proposal-valid-until-wrong = Choose a day from tomorrow on, within one year.
proposal-language-missing = Fill in title and text of this language. The customer's own language is required, the other is optional.
proposal-valid = Valid until { $until_date }
proposal-from = From { $proposer }, based on findings of the { $month } edition
proposal-offer = Price and terms
proposal-evidence = { $findings_count ->
    [1] The finding behind it
   *[other] The { $findings_count } findings behind it
}
proposal-sent-on = Sent
proposal-standing-open = Waiting for an answer
proposal-standing-expired = Expired without an answer
proposal-standing-withdrawn = Withdrawn by the proposer
proposal-standing-answered = Answered
proposal-answer-interested = Interested
proposal-answer-not-now = Not now
proposal-answer-declined = No, thank you
proposal-again = not proposed again before { $again_date }
proposal-withdraw = Withdraw this proposal
proposal-note = Note to the proposer (optional)
proposal-again-in = Ask again after
proposal-months = { $months_count ->
    [1] 1 month
   *[other] { $months_count } months
}
proposal-answer-explained = { $proposer } is told your answer. After "No, thank you", nobody proposes this kind to you for 12 months.
proposal-administrators = An administrator of your organisation can answer.
proposal-consent-gone = The consent to (b) this proposal was sent under is no longer in force, so the proposer neither sees it nor hears an answer. If you want to answer, give the consent again.
proposal-not-open = This proposal can no longer be answered: it was answered, withdrawn, or has expired.
proposal-answer-unknown = Choose one of the three answers.
proposal-months-unknown = Choose after how many months you want to be asked again.
proposal-note-too-long = Keep the note to 1,000 characters.
proposals-answer = { $proposals_count ->
    [1] One proposal waits for your answer
   *[other] { $proposals_count } proposals wait for your answer
}
proposals-answer-none = No proposal waits for an answer
proposals-waiting = { $proposals_count } waiting
proposals-consent = Proposals based on your data are made only while your consent to (b) is in force. It can be withdrawn at any time.
proposals-no-consent = Your organisation has not consented to (b), so nobody uses your data for proposals.
proposals-none = Nothing is proposed at the moment. Proposals follow from findings of your editions, and appear here with their evidence.
proposals-none-without = No proposals are made without consent to (b).
proposals-answered = Answered
proposals-past = Past
proposals-sent = Sent proposals
proposals-sent-none = No proposal has been sent to customers that allow it now.

candidates = Candidates
candidates-explained = Findings of the newest editions that a proposal can follow from. Each look is recorded in the customer's ledger. Findings that the customer set aside, kinds it does not want to hear of yet, and proposals still open are left out.
candidates-none = No candidates. They appear when a newest edition finds something to propose, at customers whose consent to (b) covers you. A customer may consent for its reseller only: the operator then sees none of its findings here.
candidate-what = What
candidate-customer = Customer
candidate-servers = Servers
candidate-more = and more ({ $servers_count } in all)
candidate-due = By
candidate-write = Write
proposing-explained = Customers appear here that granted you access and whose consent to (b) covers you at this moment. A withdrawn consent takes effect at once.
proposing-explained-operator = Customers appear here whose consent to (b) covers the operator at this moment. A withdrawn consent takes effect at once.
writing-explained = To { $organisation }, about { $servers_count ->
    [1] 1 server
   *[other] { $servers_count } servers
}. Readers see it in their language, or in the other where only that is filled in.
writing-preview = Preview
writing-preview-title = What readers will see
writing-send = Send
writing-changed = The text changed after the preview. Check it once more, then send.
reach = By mail: { $now_count } at once, { $later_count } later (frequency cap or quiet day), { $refused_count } not at all (not wanted). On MyDashboard they see it in any case.
contact-mails = Mails sent: { $sent_count }.
contact-mails-waiting = Waiting (frequency cap or quiet day): { $waiting_count }, next on
contact-mails-unsent = Not sent (expired, already answered, not wanted): { $unsent_count }.

proposal-mail-subject = Proposal: { $title } ({ $proposer })
proposal-mail-from = { $proposer } has a proposal for { $organisation }.
proposal-mail-offer = Price and terms: { $offer }
proposal-mail-valid = It is valid until { $until_date }.
proposal-mail-read = Read and answer on MyDashboard
proposal-mail-why = You get this mail because you administer an organisation that consented to proposals based on its data (b). The organisation can withdraw that consent on MyDashboard.
contact-mail-refuse = To get no more mails of this kind: { $url }
answer-mail-subject = { $organisation }: { $answer }
answer-mail-what = { $organisation } answered the proposal "{ $title }": { $answer }.
answer-mail-again = Not to be proposed again before { $again_date }.
answer-mail-note = Note: { $note }
answer-mail-read = See all proposals
answer-mail-why = You get this mail because you sent the proposal.
survey-mail-subject = Survey: { $title }
survey-mail-from = { $operator } asks for your opinion.
survey-mail-until = Answers are taken until { $until_date }.
survey-mail-read = Answer on MyDashboard
survey-mail-why = You get this mail because your organisation consented to surveys and feedback (d). It can withdraw that consent on MyDashboard.

survey = Survey
survey-until = Until
survey-until-day = Answers are taken until { $until_date }.
survey-asked = Asked
survey-answered = Answered
survey-state-draft = Draft
survey-state-open = Open
survey-state-closed = Closed
survey-standing-open = Waiting for your answer
survey-standing-answered = Answered
survey-standing-skipped = Skipped
survey-standing-closed = Closed
survey-send = Send the answer
survey-change = Change the answer
survey-skip = Skip this survey
survey-take-back = Take my answer back
survey-privacy = All questions are optional. The operator sees answers without names. You can change your answer until the survey closes, and take it back at any time.
surveys-explained = The operator asks only while your organisation's consent to (d) is in force. Skipping is fine.
surveys-no-consent = Your organisation has not consented to (d), so nothing is asked.
surveys-none = You are not asked anything at the moment. Surveys appear here when the operator sends one.
surveys-none-without = No surveys are sent without consent to (d).
surveys-waiting = { $surveys_count } waiting
survey-without-questions = Add at least one question.
survey-choices-unequal = Questions with choices need 2 to 20 choices, as many in Japanese as in English.
survey-closing-past = The last day is over. Choose a later one.
survey-not-draft = This survey is already open or closed.
survey-csv-number = Number
survey-role-any = All readers
survey-field-title-ja = Title (Japanese)
survey-field-title-en = Title (English)
survey-field-intro-ja = Introduction (Japanese)
survey-field-intro-en = Introduction (English)
survey-field-organisations = Organisations
survey-field-organisations-help = None chosen: all customers. Only those that consent to (d) are asked.
survey-field-role = Role
survey-field-only-with-edition = Only customers that have a published edition
survey-field-closes-on = Last day (UTC)
question-field-position = Order
question-field-kind = Kind
question-field-text-ja = Question (Japanese)
question-field-text-en = Question (English)
question-field-choices-ja = Choices (Japanese, one a line)
question-field-choices-en = Choices (English, one a line)
question-kind-one = Choose one
question-kind-many = Choose any number
question-kind-scale = Scale from 0 to 10
question-kind-text = In words
question-hint-one = choose one
question-hint-many = choose any number
question-hint-scale = 0 to 10
question-hint-text = in your own words
scale-low = 0: not at all
scale-high = 10: very much

useful-finding = Was this useful?
useful-edition = Was this edition useful?
useful-yes = Useful
useful-no = Not useful
useful-said-yes = You found this useful.
useful-said-no = You found this not useful.
useful-said-words = You gave feedback.
useful-more = Add a word or change
useful-words = In a word (optional)
feedback-invites = Tell the operator what helps and what is missing. What you said so far can be read and taken back there.
feedback-words = What helps, what is missing?
feedback-help = Please leave out personal data. The operator sees your organisation's name, not yours.
feedback-useful = Is the service useful, all in all? (optional)
feedback-send = Send
feedback-given = What you said
feedback-none = You have not given feedback yet.
feedback-about = About
feedback-what = Feedback
feedback-about-service = The service
feedback-take-back = Take back
feedback-no-consent = Feedback is asked for only with your organisation's consent to (d).
feedback-consent-missing = Your organisation's consent to (d) is not in force, so feedback cannot be taken.
feedback-too-long = Keep it to 1,000 characters.
feedback-empty = Say whether it is useful, or write a few words.
feedback-too-many = You have given feedback on the service 50 times. Take some back to write more.
feedback-with-consent = With this consent, findings and editions carry a small question whether they are useful, and surveys can reach you.

mail-choices-explained = Which mails go to { $address }. Your organisation's consents stay as they are.
mail-choice-b = Proposals
mail-choice-text-b = When somebody proposes something to an organisation that you administer.
mail-choice-d = Surveys
mail-choice-text-d = When the operator asks for your opinion.
mail-choices-service = Mails about the service itself, such as a published edition, are part of the service. Without these mails, proposals and surveys still appear on MyDashboard.
mail-choices-save = Save
unsubscribe-ask-b = Get no more mails with proposals?
unsubscribe-ask-d = Get no more mails with surveys?
unsubscribe-what = This holds for you alone, and takes effect at once. You can change it under "Mail choices" on MyDashboard.
unsubscribe-do = No more mails
unsubscribe-done = Done
unsubscribe-done-b = You will get no more mails with proposals.
unsubscribe-done-d = You will get no more mails with surveys.
unsubscribe-unknown = This link is not valid
unsubscribe-unknown-what = Nothing was changed. Choose your mails after signing in.

operations-contact-proposals = Proposals
operations-contact-surveys = Surveys
operations-contact-feedback = Feedback
operations-feedback-explained = What readers find useful, of customers whose consent to (d) is in force now. Rules with most "not useful" come first.
operations-feedback-rules = By rule
operations-feedback-organisations = Organisations
operations-feedback-none = No feedback from customers that consent to (d) now.
operations-surveys-explained = Surveys reach readers of customers that consent to (d), checked again as each mail leaves and whenever the survey would be shown.
operations-surveys-none = There is no survey yet. Write one; nobody sees it before you open it.
operations-survey-new = New survey
operations-survey-edit = Write a survey
operations-survey-questions = Questions
operations-survey-questions-explained = Save to get room for more. Empty ones are left out.
operations-survey-save = Save
operations-survey-preview = Save and preview
operations-survey-reaches = Opened now, it reaches { $readers_count ->
    [1] 1 reader
   *[other] { $readers_count } readers
} in { $organisations_count ->
    [1] 1 organisation
   *[other] { $organisations_count } organisations
}.
operations-survey-open = Open and send
operations-survey-results = Survey results
operations-survey-invite = Ask readers who can be asked since
operations-survey-close = Close
results-answered = { $answered_count } of { $asked_count } answered (n = { $answered_count }).
results-rate = Response rate { $response_ratio }.
results-skipped = { $skipped_count } skipped.
results-mean = mean { $mean }
results-score = score { $score } (9–10 less 0–6)
results-no-words = Nobody wrote anything.
results-by-organisation = By organisation
results-too-few = Shown for organisations with five answers or more whose consent to (d) is in force.

use-proposal-sent = A proposal was sent
audit-proposal_sent = Proposal sent
audit-proposal_answered = Proposal answered
audit-proposal_withdrawn = Proposal withdrawn
audit-survey_saved = Survey saved
audit-survey_opened = Survey opened
audit-survey_closed = Survey closed
audit-survey_exported = Survey results exported
audit-survey_answered = Survey answered
audit-survey_answer_taken_back = Survey answer taken back
audit-feedback_given = Feedback given
audit-feedback_taken_back = Feedback taken back
audit-mail_refused = Mails of a kind refused
audit-mail_accepted = Mails of a kind accepted

# Contacts of the demonstration. Every text that a person would have written says that it is a demonstration.
demonstration-contacts-offer = Demonstration: an offer would stand here, such as "parts and work within two weeks, at list price".
demonstration-contacts-note = Demonstration: we will look at this with the next budget.
demonstration-contacts-first-title = [Demonstration] After three months with the service
demonstration-contacts-first-intro = This survey and its answers belong to the demonstration.
demonstration-contacts-first-question-1 = How likely are you to recommend the service to a colleague?
demonstration-contacts-first-question-2 = How often do you read MyDashboard?
demonstration-contacts-first-question-2-choice-1 = When an edition is published
demonstration-contacts-first-question-2-choice-2 = Every week
demonstration-contacts-first-question-2-choice-3 = Only when something happens
demonstration-contacts-first-question-3 = What helps you most?
demonstration-contacts-first-question-3-choice-1 = Forecasts
demonstration-contacts-first-question-3-choice-2 = Findings about drives
demonstration-contacts-first-question-3-choice-3 = Comparison with similar servers
demonstration-contacts-first-question-3-choice-4 = Support and contract dates
demonstration-contacts-first-question-4 = What is missing?
demonstration-contacts-second-title = [Demonstration] How forecasts are explained
demonstration-contacts-second-intro = This survey and its answers belong to the demonstration.
demonstration-contacts-second-question-1 = The reasons given with a forecast are easy to follow.
demonstration-contacts-second-question-2 = Which form do you read?
demonstration-contacts-second-question-2-choice-1 = The page
demonstration-contacts-second-question-2-choice-2 = The PDF
demonstration-contacts-second-question-2-choice-3 = The workbook
demonstration-contacts-second-question-3 = What do you look at first?
demonstration-contacts-second-question-3-choice-1 = The dates
demonstration-contacts-second-question-3-choice-2 = The band
demonstration-contacts-second-question-3-choice-3 = The sentence under the chart
demonstration-contacts-second-question-3-choice-4 = The past accuracy
demonstration-contacts-second-question-4 = What would make it clearer?
demonstration-contacts-answer-words = Demonstration answer: the charts could open on the newest month.
demonstration-contacts-feedback-words = Demonstration feedback: we knew of this already.
demonstration-contacts-feedback-service = Demonstration feedback: the monthly rhythm suits us.
