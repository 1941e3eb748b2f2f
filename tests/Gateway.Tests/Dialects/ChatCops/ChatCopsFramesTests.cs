using System.Buffers;
using System.Text;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Dialects.ChatCops;
using Chat.Gateway.Live;
using Chat.Gateway.Locales;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

/// <summary>The dialect's frames, byte by byte.</summary>
public sealed class ChatCopsFramesTests
{
    private const string End = "data: [DONE]\n\n";
    private const string Done = "data: {\"type\":\"done\",\"done\":true}\n\n" + End;

    private static readonly LogCursor Cursor = new(7, 1, "0190b000-0000-7000-8000-00000000000c", 5);
    private static readonly LocaleStrings Strings = new(
        "en",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [LocaleKeys.ErrorGeneric] = "It \"failed\".",
            [LocaleKeys.ErrorRateLimit] = "Slower.",
            [LocaleKeys.HumanTurn] = "A person answers.",
        }
    );

    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ChatCopsFrames frames = new(Strings);

    private string Written => Encoding.UTF8.GetString(output.WrittenSpan);

    [Theory]
    [InlineData("Hi", "Hi")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("\"", "\\\"")]
    [InlineData("é👍", "é👍")]
    public void WriteDelta_Text_IsOneLine(string text, string escaped)
    {
        frames.WriteDelta(output, text, 3, Cursor);

        Assert.Equal($"data: {{\"type\":\"token\",\"content\":\"{escaped}\"}}\n\n", Written);
    }

    [Fact]
    public void Write_WhatTheDialectDoesNotKnow_IsNothing()
    {
        frames.WriteAccepted(output, new ReplyAccepted());
        frames.WriteCitation(output, new Citation(), Cursor);
        frames.WriteToolStarted(output, new ToolStarted(), Cursor);
        frames.WriteToolFinished(output, new ToolFinished(), Cursor);
        frames.WriteUsage(output, new Usage(), Cursor);

        Assert.Equal("", Written);
    }

    [Fact]
    public void WriteLead_Everything_IsAsTheOriginalSaysIt()
    {
        frames.WriteLead(
            output,
            new Lead
            {
                Name = "Ada",
                Email = "ada@a.example",
                Company = "Engines",
                Phone = "+1",
                ProjectDetails = "One\nengine",
                Source = "chatcops-widget",
            },
            Cursor
        );

        Assert.Equal(
            "data: {\"leadCaptured\":true,\"leadData\":{\"name\":\"Ada\",\"email\":\"ada@a.example\",\"company\":\"Engines\","
                + "\"phone\":\"+1\",\"projectDetails\":\"One\\nengine\",\"source\":\"chatcops-widget\"}}\n\n",
            Written
        );
    }

    [Fact]
    public void WriteLead_WhatWasNotSaid_IsLeftOut()
    {
        frames.WriteLead(
            output,
            new Lead
            {
                Name = "Ada",
                Email = "a",
                ProjectDetails = "x",
                Source = "s",
            },
            Cursor
        );

        Assert.DoesNotContain("company", Written, StringComparison.Ordinal);
        Assert.DoesNotContain("phone", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteHumanTurn_Person_IsToldInTheRepliesPlace()
    {
        frames.WriteHumanTurn(output, HumanTurn.Unspecified, Cursor);

        Assert.Equal("data: {\"type\":\"token\",\"content\":\"A person answers.\"}\n\n", Written);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(MessageState.Complete)]
    public void WriteDone_Answer_EndsTheStream(MessageState? state)
    {
        frames.WriteDone(output, state is { } known ? new Message { State = known } : null, Cursor);

        Assert.Equal(Done, Written);
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("too_long")]
    [InlineData("content_filter")]
    [InlineData("refused")]
    [InlineData("stopped")]
    [InlineData("taken_over")]
    public void WriteDone_CutShortOnPurpose_IsAnAnswer(string reason)
    {
        frames.WriteDone(output, Interrupted(reason), Cursor);

        Assert.Equal(Done, Written);
    }

    [Theory]
    [InlineData("provider_stalled", "provider_error")]
    [InlineData("", "provider_error")]
    [InlineData("internal_error", "internal_error")]
    public void WriteDone_BrokenOff_IsAnErrorWithARetry(string reason, string error)
    {
        frames.WriteDone(output, Interrupted(reason), Cursor);

        Assert.Equal(Error(error), Written);
    }

    [Theory]
    [InlineData("internal_error", "internal_error")]
    [InlineData("unavailable", "provider_error")]
    [InlineData("rate_limit", "provider_error")]
    [InlineData("provider_rate_limited", "provider_error")]
    public void WriteError_Fault_IsOneOfTheDialectsTwo(string code, string error)
    {
        frames.WriteError(output, new StreamFault(code, "Not for visitors.", Retryable: true), Cursor);

        Assert.Equal(Error(error), Written);
    }

    private static Message Interrupted(string reason) =>
        new() { State = MessageState.Interrupted, InterruptionReason = reason };

    private static string Error(string code) =>
        $"data: {{\"type\":\"error\",\"error\":\"{code}\",\"message\":\"It \\\"failed\\\".\"}}\n\n" + End;
}
