using System.Text;

namespace Chat.Gemini.Upstream;

/// <summary>The bytes of one answer: <c>word0 word1 ...</c> as GenerateContentResponses, and when each is due.</summary>
/// <remarks>
/// As <c>models.streamGenerateContent?alt=sse</c> (v1beta) sends it: lines end with CR LF, the last one has reason and
/// usage, and there is no end mark.
/// </remarks>
internal sealed class CannedAnswer
{
    /// <summary>Makes the bytes.</summary>
    /// <param name="tokens">Words, one to an event.</param>
    /// <param name="gap">Milliseconds between two; 0: all in one part.</param>
    public CannedAnswer(int tokens, int gap)
    {
        var words = Enumerable.Range(0, tokens).Select(index => Event($"word{index} ", "")).ToList();
        words.Add(
            Event(
                "",
                ",\"finishReason\":\"STOP\"",
                $",\"candidatesTokenCount\":{tokens},\"totalTokenCount\":{tokens + 10}"
            )
        );
        Parts =
            gap == 0
                ? [(TimeSpan.Zero, Encoding.UTF8.GetBytes(string.Concat(words)))]
                :
                [
                    .. words.Select(
                        (word, index) =>
                            // The end comes with the last word.
                            (
                                TimeSpan.FromMilliseconds(gap) * Math.Min(index, tokens - 1),
                                Encoding.UTF8.GetBytes(word)
                            )
                    ),
                ];
    }

    /// <summary>In their order; when each is due counts from the first.</summary>
    public IReadOnlyList<(TimeSpan Due, byte[] Bytes)> Parts { get; }

    private static string Event(string text, string finish, string counted = "") =>
        $"data: {{\"candidates\":[{{\"content\":{{\"parts\":[{{\"text\":\"{text}\"}}],\"role\":\"model\"}}{finish},\"index\":0}}],"
        + $"\"usageMetadata\":{{\"promptTokenCount\":10{counted}}},\"modelVersion\":\"canned\",\"responseId\":\"r\"}}\r\n\r\n";
}
