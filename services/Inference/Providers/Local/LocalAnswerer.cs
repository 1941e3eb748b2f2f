using System.Text;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Local;

/// <summary>Answers by quoting: the company's own words, with where they are from. Pure.</summary>
internal static class LocalAnswerer
{
    /// <summary>Below this a passage is too far from the question to be given as its answer.</summary>
    private const double MinScore = 0.3;

    /// <summary>A second document is named only when it fits nearly as well as the first.</summary>
    private const double SecondRatio = 0.9;

    /// <summary>Sentences of a text that one answer quotes at most.</summary>
    private const int MaxSentences = 3;

    /// <summary>The answer, with [n] for each passage it rests on.</summary>
    public static string Answer(ChatPrompt prompt)
    {
        var spoken = LocalLanguages.Find(prompt.TextsLocale);
        var texts = spoken ?? LocalLanguages.English;
        var best = prompt.Passages.Count > 0 ? prompt.Passages[0] : null;
        if (best is not null && best.Score >= MinScore)
        {
            return FromPassages(prompt, texts, best);
        }
        if (SmallTalk.Reply(prompt.Question, spoken) is { } reply)
        {
            return reply;
        }
        return prompt.KnowledgeConsulted ? texts.Unknown : texts.KnowledgeAway;
    }

    private static string FromPassages(ChatPrompt prompt, LocalTexts texts, Passage best)
    {
        var answer = new StringBuilder(Extract(best, prompt.Question)).Append(" [1]");
        for (var index = 1; index < prompt.Passages.Count; index++)
        {
            var other = prompt.Passages[index];
            if (other.DocumentId != best.DocumentId && other.Score >= best.Score * SecondRatio)
            {
                answer.Append("\n\n").Append(texts.SeeAlso).Append(other.Title).Append($" [{index + 1}]");
                break;
            }
        }
        return answer.ToString();
    }

    /// <summary>A FAQ's answer as it is; of a text the sentences that share most with the question, in order.</summary>
    private static string Extract(Passage passage, string question)
    {
        if (passage.Question.Length > 0)
        {
            return passage.Text.TrimEnd();
        }
        var sentences = Sentences.Split(passage.Text);
        if (sentences.Count <= MaxSentences)
        {
            return passage.Text.Trim();
        }
        var words = Sentences.WordStems(question);
        var chosen = sentences
            .Select((text, index) => (text, index, shared: Sentences.WordStems(text).Count(words.Contains)))
            .OrderByDescending(sentence => sentence.shared)
            .ThenBy(sentence => sentence.index)
            .Take(MaxSentences)
            .Where((sentence, rank) => rank == 0 || sentence.shared > 0)
            .OrderBy(sentence => sentence.index);
        return string.Join(' ', chosen.Select(sentence => sentence.text));
    }
}
