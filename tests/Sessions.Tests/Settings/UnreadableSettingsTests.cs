using System.Net;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Settings;

/// <summary>A section that another version of the service stored.</summary>
[Trait("Level", "Component")]
public sealed class UnreadableSettingsTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    // Until it is written its tenant's settings cannot be read, and the log says so each time.
    [Fact]
    public async Task Put_DefaultsOverWhatCannotBeRead_AreStored()
    {
        await office.StoreAsync("chat", """{"idleTimeoutSeconds":"?"}""");

        var (status, body, tag) = await office.Backend.ChangeSettingsAsync(HttpMethod.Put, "chat", new { }, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (status, tag));
        Assert.Equal(300, body.GetProperty("idleTimeoutSeconds").GetInt32());
    }

    [Fact]
    public async Task Get_WhatCannotBeRead_IsTheDefaultOfItsVersion()
    {
        await office.StoreAsync("chat", """{"idleTimeoutSeconds":"?"}""");

        var (status, body, tag) = await office.Backend.ReadSettingsAsync("chat");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (status, tag));
        Assert.Equal(300, body.GetProperty("idleTimeoutSeconds").GetInt32());
    }
}
