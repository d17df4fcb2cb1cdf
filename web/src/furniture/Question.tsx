import { QuestionPanel } from "./QuestionPanel";
import { useRoom } from "./room";

/** The question before the meeting, as everybody sees it. */
export function Question() {
  const question = useRoom().views.question?.question;
  return question && ["put", "objected", "consulting"].includes(question.phase) ? (
    <QuestionPanel question={question} />
  ) : null;
}
