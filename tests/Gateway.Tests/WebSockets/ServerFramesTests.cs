using System.Text.Json;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class ServerFramesTests
{
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
