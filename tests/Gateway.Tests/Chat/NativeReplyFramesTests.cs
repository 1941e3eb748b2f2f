using System.Buffers;
using System.Text;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Live;

namespace Chat.Gateway.Tests.Chat;

/// <summary>The frames of <c>POST /v1/chat</c>, byte by byte.</summary>
public sealed class NativeReplyFramesTests
{
    private const string Reply = "0190b000-0000-7000-8000-00000000000c";
    private static readonly LogCursor Cursor = new(7, 1, Reply, 5);
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly NativeReplyFrames frames = new(null);

    [Theory]
    [InlineData(null, Reply, "", $"7.1.{Reply}.0", ",\"replyId\":\"" + Reply + "\"")]
    [InlineData(
        "tok\"en",
        Reply,
        ",\"visitorToken\":\"tok\\\"en\"",
        $"7.1.{Reply}.0",
        ",\"replyId\":\"" + Reply + "\""
    )]
    [InlineData(null, "", "", "7.1", "")]
    public void WriteAccepted_Message_SaysWhereItIsAndWhoAnswers(
        string? token,
        string reply,
        string tokenField,
        string id,
        string replyField
    )
    {
        new NativeReplyFrames(token).WriteAccepted(
            output,
            new ReplyAccepted
            {
                ConversationId = "c",
                Epoch = 7,
                ReplyId = reply,
                Message = new Message { Id = "m", Sequence = 1 },
            }
        );

        AssertFrame(
            "conversation",
            $$"""{"conversationId":"c"{{tokenField}},"message":{"id":"m","sequence":1}{{replyField}}}""",
            id
        );
    }

    [Fact]
    public void WriteDelta_Text_SaysWhereItBelongs()
    {
        frames.WriteDelta(output, "lo\n", 3, Cursor);

        AssertFrame("delta", """{"text":"lo\n","offset":3}""");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("https://a", ",\"url\":\"https://a\"")]
    public void WriteCitation_Passage_SaysWhatTheReplyRestsOn(string url, string field)
    {
        frames.WriteCitation(
            output,
            new Citation
            {
                Index = 2,
                DocumentId = "d",
                ChunkId = "k",
                Title = "T",
                Url = url,
                Quote = "Q",
            },
            Cursor
        );

        AssertFrame("citation", $$"""{"index":2,"documentId":"d","chunkId":"k","title":"T"{{field}},"quote":"Q"}""");
    }

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void WriteUsage_Usage_SaysWhatItCost(bool estimated, string word)
    {
        frames.WriteUsage(
            output,
            new Usage
            {
                Provider = "p",
                Model = "m",
                InputTokens = 1,
                OutputTokens = 2,
                CachedInputTokens = 3,
                CacheWriteTokens = 4,
                Estimated = estimated,
            },
            Cursor
        );

        AssertFrame(
            "usage",
            $$"""{"provider":"p","model":"m","inputTokens":1,"outputTokens":2,"estimated":{{word}},"cachedInputTokens":3,"cacheWriteTokens":4}"""
        );
    }

    [Fact]
    public void WriteLead_Lead_SaysItsIdAndNothingElse()
    {
        frames.WriteLead(output, new Lead { Id = "l", Email = "secret@example.com" }, Cursor);

        AssertFrame("lead", """{"leadId":"l"}""");
    }

    [Theory]
    [InlineData(HumanTurn.Queued, "queued")]
    [InlineData(HumanTurn.HandedOver, "handed_over")]
    [InlineData(HumanTurn.Unspecified, "queued")]
    public void WriteHumanTurn_PeopleAnswer_IsItsEvent(HumanTurn turn, string name)
    {
        frames.WriteHumanTurn(output, turn, Cursor);

        AssertFrame(name, "{}");
    }

    [Fact]
    public void WriteDone_NoReply_SaysThatPeopleAnswer()
    {
        frames.WriteDone(output, null, Cursor);

        AssertFrame("done", """{"manual":true}""");
    }

    [Fact]
    public void WriteDone_Reply_SaysWhatBecameOfIt()
    {
        var message = new Message
        {
            Id = "r",
            ConversationId = "c",
            Sequence = 2,
            State = MessageState.Interrupted,
            InterruptionReason = "stopped",
            InReplyTo = "m",
            Supersedes = "o",
            Text = "not repeated",
        };

        frames.WriteDone(output, message, LogCursor.After(7, 2));

        AssertFrame(
            "done",
            """{"message":{"id":"r","conversationId":"c","sequence":2,"state":"interrupted","interruptionReason":"stopped","inReplyTo":"m","supersedes":"o"}}""",
            "7.2"
        );
    }

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void WriteError_Fault_SaysWhetherToTryAgain(bool retryable, string word)
    {
        frames.WriteError(output, new StreamFault("code", "Why.", retryable), Cursor);

        AssertFrame("error", $$"""{"code":"code","message":"Why.","retryable":{{word}}}""");
    }

    private void AssertFrame(string name, string data, string id = $"7.1.{Reply}.5") =>
        Assert.Equal($"event: {name}\nid: {id}\ndata: {data}\n\n", Encoding.UTF8.GetString(output.WrittenSpan));
}
