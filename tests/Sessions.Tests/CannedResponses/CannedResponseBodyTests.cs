using System.Text.Json;
using Chat.Sessions.CannedResponses;

namespace Chat.Sessions.Tests.CannedResponses;

public sealed class CannedResponseBodyTests
{
    private static readonly CannedText Standing = new()
    {
        Title = "Greeting",
        Body = "Hi!",
        Category = "Hello",
        Shortcut = "hi",
        Position = 7,
        Active = false,
    };

    [Theory]
    [InlineData("{}", "Greeting|Hi!|Hello|hi|7|False")]
    [InlineData("""{"title":" Bye "}""", "Bye|Hi!|Hello|hi|7|False")]
    [InlineData("""{"body":" Bye! "}""", "Greeting| Bye! |Hello|hi|7|False")]
    [InlineData("""{"category":" End "}""", "Greeting|Hi!|End|hi|7|False")]
    [InlineData("""{"category":""}""", "Greeting|Hi!||hi|7|False")]
    [InlineData("""{"category":null}""", "Greeting|Hi!|Hello|hi|7|False")]
    [InlineData("""{"shortcut":"bye"}""", "Greeting|Hi!|Hello|bye|7|False")]
    [InlineData("""{"shortcut":""}""", "Greeting|Hi!|Hello|none|7|False")]
    [InlineData("""{"position":0}""", "Greeting|Hi!|Hello|hi|0|False")]
    [InlineData("""{"active":true}""", "Greeting|Hi!|Hello|hi|7|True")]
    public void ApplyTo_WhatIsThere_ChangesOnlyTheFieldsSent(string json, string expected) =>
        Assert.Equal(expected, Shown(Body(json).ApplyTo(Standing)));

    [Theory]
    [InlineData("{}", "|||none|0|True")]
    [InlineData("""{"title":"t","body":"b","active":false}""", "t|b||none|0|False")]
    public void ApplyTo_Nothing_HasTheDefaults(string json, string expected) =>
        Assert.Equal(expected, Shown(Body(json).ApplyTo(null)));

    private static CannedResponseBody Body(string json) =>
        JsonSerializer.Deserialize<CannedResponseBody>(json, JsonSerializerOptions.Web)!;

    private static string Shown(CannedText text) =>
        string.Join('|', text.Title, text.Body, text.Category, text.Shortcut ?? "none", text.Position, text.Active);
}
