using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Leads;

/// <summary>Who reads leads, and page by page.</summary>
[Trait("Level", "Component")]
public sealed class ListLeadsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller SecretKey => Of(PrincipalKind.SecretKey);

    [Theory]
    [InlineData(PrincipalKind.SecretKey, HttpStatusCode.OK)]
    [InlineData(PrincipalKind.Agent, HttpStatusCode.OK)]
    [InlineData(PrincipalKind.User, HttpStatusCode.Forbidden)]
    [InlineData(PrincipalKind.PublishableKey, HttpStatusCode.Forbidden)]
    public async Task List_Kinds_AreTheCompanysOwn(PrincipalKind kind, HttpStatusCode expected) =>
        Assert.Equal(expected, (await Of(kind).GetAsync("/v1/leads")).Status);

    [Fact]
    public async Task List_Refused_SaysWhoMay()
    {
        var (_, body) = await visitor.GetAsync("/v1/leads");

        Assert.Equal("This needs an agent or a secret key.", body.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("?limit=0", "/limit")]
    [InlineData("?limit=101", "/limit")]
    [InlineData("?cursor=x", "/cursor")]
    public async Task List_PageBeyondTheBounds_IsNamed(string query, string pointer)
    {
        var (status, body) = await SecretKey.GetAsync("/v1/leads" + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task List_OneComesMeanwhile_GivesEachOnce()
    {
        var conversationId = (await visitor.PostAsync("Hello")).Conversation.Id;
        await CaptureAsync(conversationId, "1");
        await CaptureAsync(conversationId, "2");

        var (_, first) = await SecretKey.GetAsync("/v1/leads?limit=1");
        await CaptureAsync(conversationId, "3");
        var (_, last) = await SecretKey.GetAsync($"/v1/leads?limit=1&cursor={first.GetProperty("nextCursor")}");

        Assert.Equal(["2"], Names(first));
        Assert.Equal(["1"], Names(last));
        Assert.Equal(JsonValueKind.Null, last.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task List_OfAll_HasEachLeadsConversation()
    {
        var (one, two) = (await visitor.PostAsync("Hello"), await visitor.PostAsync("Hello"));
        await CaptureAsync(one.Conversation.Id, "1");
        await CaptureAsync(two.Conversation.Id, "2");

        var (_, body) = await SecretKey.GetAsync("/v1/leads");

        Assert.Equal(
            [two.Conversation.Id, one.Conversation.Id],
            body.GetProperty("data").EnumerateArray().Select(lead => lead.GetProperty("conversationId").GetString())
        );
    }

    [Fact]
    public async Task ListLeads_Pages_GoOnWhereTheOneBeforeEnded()
    {
        var conversationId = (await visitor.PostAsync("Hello")).Conversation.Id;
        foreach (var name in (string[])["1", "2", "3"])
        {
            await CaptureAsync(conversationId, name);
        }

        var first = await ListAsync(new Wire.ListLeadsRequest { Limit = 2 }, SecretKey);
        var last = await ListAsync(new Wire.ListLeadsRequest { Limit = 2, Cursor = first.NextCursor }, SecretKey);
        var all = await ListAsync(new Wire.ListLeadsRequest(), SecretKey);

        Assert.Equal(["3", "2"], first.Leads.Select(lead => lead.Name));
        Assert.Equal(["1"], last.Leads.Select(lead => lead.Name));
        Assert.Equal(3, all.Leads.Count);
    }

    [Fact]
    public async Task ListLeads_WrongPageOrCaller_IsRefusedAsByRest()
    {
        var wrong = await Caller.RefusalAsync(() =>
            ListAsync(new Wire.ListLeadsRequest { Limit = 101, Cursor = "x" }, SecretKey)
        );
        var forbidden = await Caller.RefusalAsync(() => ListAsync(new Wire.ListLeadsRequest(), visitor));

        Assert.Equal(
            ["/cursor", "/limit"],
            Assert.IsType<Invalid>(wrong.ToError()).Faults.Select(fault => fault.Pointer)
        );
        Assert.Equal("leads_forbidden", forbidden.ToError().Code);
    }

    private Caller Of(PrincipalKind kind) => Caller.Of(sessions.A, kind, visitor.Principal.TenantId);

    private async Task<Wire.ListLeadsResponse> ListAsync(Wire.ListLeadsRequest request, Caller caller) =>
        await sessions
            .A.Leads.ListLeadsAsync(request, caller.Options(TestContext.Current.CancellationToken))
            .ResponseAsync.WithTimeout();

    private async Task CaptureAsync(string conversationId, string name) =>
        await sessions
            .A.Leads.CaptureLeadAsync(
                new Wire.CaptureLeadRequest
                {
                    ConversationId = conversationId,
                    ToolCallId = Ids.NewText(),
                    Name = name,
                    Email = "ada@example.com",
                    ProjectDetails = "An engine",
                    Source = "chat",
                },
                Of(PrincipalKind.Service).Options(TestContext.Current.CancellationToken)
            )
            .ResponseAsync.WithTimeout();

    private static IEnumerable<string?> Names(JsonElement body) =>
        body.GetProperty("data").EnumerateArray().Select(lead => lead.GetProperty("name").GetString());
}
