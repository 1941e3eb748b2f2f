using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Gateway.Dialects.Xcelsior;
using Chat.Gateway.Dialects.Xcelsior.Sockets;
using Chat.Gateway.Live;
using Chat.Gateway.Tests.Live;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.Dialects.Xcelsior;

public sealed class XcelsiorErrorJsonTests
{
    [Fact]
    public void WriteTo_Error_HasItsCodeAndWords() =>
        Assert.Equal("""{"error":"away","message":"Come back."}""", Written(new Unavailable("away", "Come back.")));

    [Fact]
    public void WriteTo_CompanyWroteANotice_HasIt() =>
        Assert.Equal(
            """{"error":"no_agent_online","message":"None.","notice":"Back at 9."}""",
            Written(new PreconditionFailed("no_agent_online", "None.") { Notice = "Back at 9." })
        );

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_001, 2)]
    public void WriteTo_TooMany_SaysTheWholeSecondsToWait(int milliseconds, int seconds)
    {
        var error = new RateLimited("rate_limited", "Wait.", TimeSpan.FromMilliseconds(milliseconds));

        Assert.EndsWith($",\"retryAfter\":{seconds}}}", Written(error), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteTo_WrongFields_NamesThemAsThePageDoes()
    {
        var error = new Invalid([
            new FieldFault("/details/subject", "length", "Too long."),
            new FieldFault("/customFields/a", "length", "Too long."),
            new FieldFault("/email", "format", "No address."),
        ]);

        var fields = JsonElement.Parse(Written(error)).GetProperty("errors").EnumerateArray();

        Assert.Equal(
            [("subject", "Too long."), ("customFields.a", "Too long."), ("email", "No address.")],
            fields.Select(one => (one.GetProperty("field").GetString(), one.GetProperty("message").GetString()))
        );
    }

    [Theory]
    [InlineData("m-1", "m-1")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Failed_MessageThatWasNotStored_IsNamedAsItsSenderDid(string? id, string? named)
    {
        var frame = JsonElement.Parse(
            Encoding.UTF8.GetString(XcelsiorFrames.Failed(new Unavailable("away", "Away."), id))
        );

        Assert.Equal("error", frame.GetProperty("type").GetString());
        var data = frame.GetProperty("data");
        Assert.Equal("away", data.GetProperty("error").GetString());
        Assert.Equal(named, data.TryGetProperty("clientMessageId", out var said) ? said.GetString() : null);
    }

    [Fact]
    public void Connected_Seat_SaysWhereAndAsWhom() =>
        Assert.Equal(
            """{"type":"connected","conversationId":"c-1","customerId":"k-1"}""",
            Encoding.UTF8.GetString(
                XcelsiorFrames.Connected(new XcelsiorSeat(LiveScene.Reader, "c-1", "k-1", LogCursor.Beginning))
            )
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Typing_Somebody_SaysWhoAndWhether(bool isTyping)
    {
        var frame = JsonElement.Parse(Encoding.UTF8.GetString(XcelsiorFrames.Typing("c-1", "a-1", "agent", isTyping)));

        Assert.Equal("typing", frame.GetProperty("type").GetString());
        Assert.Equal(
            $$"""{"conversationId":"c-1","senderId":"a-1","senderType":"agent","isTyping":{{(isTyping ? "true" : "false")}}}""",
            frame.GetProperty("data").GetRawText()
        );
    }

    private static string Written(Error error)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            XcelsiorErrorJson.WriteTo(json, error);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
