using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Messages;

[Trait("Level", "Component")]
public sealed class MessageMarksTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Agent => Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task List_BothSidesGotOn_SaysHowFarEachMessageCame()
    {
        var path = await BeginAsync("1", "2", "3");
        var (_, answer) = await Agent.SubmitAsync($"{path}/messages", new { text = "4" });
        await Agent.SubmitAsync($"{path}/messages", new { text = "psst", visibility = "internal" });
        var agent = Agent;
        await agent.PutAsync($"{path}/receipts", new { delivered = 2, read = 1 });
        await visitor.PutAsync($"{path}/receipts", new { delivered = 4 });

        Assert.Equal("sent", Text(answer, "deliveryStatus"));
        Assert.Equal(["read", "delivered", "sent", "delivered", null], await StatusesAsync(Key, path));
        Assert.Equal(["read", "delivered", "sent", "delivered"], await StatusesAsync(visitor, path));
    }

    [Fact]
    public async Task List_ReceiptsAreOff_TellsNobodyWhatWasRead()
    {
        var path = await BeginAsync("1");
        await Agent.PutAsync($"{path}/receipts", new { read = 1 });
        var (saved, _) = await Key.PatchAsync("/v1/settings/live", new { readReceiptsEnabled = false }, ifMatch: "*");

        Assert.Equal(HttpStatusCode.OK, saved);
        Assert.Equal(["delivered"], await StatusesAsync(visitor, path));
    }

    [Fact]
    public async Task PostAgain_WhatWasRead_SaysSo()
    {
        var path = await BeginAsync("1");
        var body = new { text = "again", clientMessageId = "c" };
        var (_, first) = await visitor.SubmitAsync($"{path}/messages", body);
        await Agent.PutAsync($"{path}/receipts", new { read = 2 });

        var (status, second) = await visitor.SubmitAsync($"{path}/messages", body);
        var (_, edited) = await visitor.PatchAsync($"{path}/messages/{Text(first, "id")}", new { text = "otherwise" });

        Assert.Equal((HttpStatusCode.OK, "sent", "read"), (status, Status(first), Status(second)));
        Assert.Equal("read", Status(edited));
    }

    private async Task<string> BeginAsync(params string[] texts)
    {
        var id = "";
        foreach (var text in texts)
        {
            id = (await visitor.PostAsync(text, id)).Conversation.Id;
        }
        return $"/v1/conversations/{id}";
    }

    private static async Task<List<string?>> StatusesAsync(Caller caller, string path) =>
        [
            .. (await caller.GetAsync($"{path}/messages"))
                .Body.GetProperty("data")
                .EnumerateArray()
                .Where(message => Text(message, "type") != "event")
                .Select(Status),
        ];

    private static string? Status(JsonElement message) => Text(message, "deliveryStatus");

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
