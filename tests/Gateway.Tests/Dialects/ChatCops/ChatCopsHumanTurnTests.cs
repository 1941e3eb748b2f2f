using System.Buffers;
using System.Text;
using Chat.Contracts.Inference.V1;
using Chat.Gateway.Dialects.ChatCops;
using Chat.Gateway.Live;
using Chat.Gateway.Locales;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

public sealed class ChatCopsHumanTurnTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("ja")]
    public void WriteHumanTurn_PeopleAnswer_IsASentenceInTheVisitorsLanguage(string tag)
    {
        var strings = new LocaleStrings(tag, BuiltInTexts.All[tag]);
        var output = new ArrayBufferWriter<byte>();
        var frames = new ChatCopsFrames(strings);

        frames.WriteHumanTurn(output, HumanTurn.Queued, default(LogCursor));
        frames.WriteDone(output, null, default(LogCursor));

        var lines = Encoding.UTF8.GetString(output.WrittenSpan).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        using var token = System.Text.Json.JsonDocument.Parse(lines[0]["data: ".Length..]);
        Assert.Equal("token", token.RootElement.GetProperty("type").GetString());
        Assert.Equal(strings.HumanTurn, token.RootElement.GetProperty("content").GetString());
        Assert.Equal("data: {\"type\":\"done\",\"done\":true}", lines[1]);
        Assert.Equal("data: [DONE]", lines[2]);
    }
}
