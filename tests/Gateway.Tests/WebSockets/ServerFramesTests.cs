using System.Text;
using System.Text.Json;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class ServerFramesTests
{
    [Fact]
    public void Failed_TooOften_SaysOfWhatAndWhenToComeBack()
    {
        var error = new RateLimited("rate_limited", "Too many messages.", TimeSpan.FromMilliseconds(1500.2));

        Assert.Equal(
            """{"type":"error","id":"7","code":"rate_limited","message":"Too many messages.","retryable":true,"retryAfter":1501}""",
            Encoding.UTF8.GetString(ServerFrames.Failed("7", error))
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Failed_OfNoCommand_HasNoId(string? id)
    {
        var frame = JsonDocument
            .Parse(ServerFrames.Failed(id, Invalid.Field("/text", "required", "Missing.")))
            .RootElement;

        Assert.False(frame.TryGetProperty("id", out _));
        Assert.False(frame.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public void Failed_WrongFields_SaysInItsMessageWhich()
    {
        var error = new Invalid([
            new FieldFault("/text", "too_short", "At least 1 character(s) are expected."),
            new FieldFault("/clientMessageId", "required", "The field is required."),
        ]);

        var frame = JsonDocument.Parse(ServerFrames.Failed("7", error)).RootElement;

        Assert.Equal(
            "/text: At least 1 character(s) are expected. /clientMessageId: The field is required.",
            frame.GetProperty("message").GetString()
        );
        Assert.Equal(2, frame.GetProperty("errors").GetArrayLength());
    }
}
