using System.Net;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Leads;

[Trait("Level", "Component")]
public sealed class LeadsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Service => Caller.Of(sessions.A, PrincipalKind.Service, visitor.Principal.TenantId);

    private Caller SecretKey => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task CaptureLead_Complete_IsStoredWithItsEvent()
    {
        var request = await RequestAsync();

        var captured = await CaptureAsync(request);

        Assert.False(captured.Duplicate);
        Assert.Equal("Ada", captured.Lead.Name);
        var published = LeadCaptured.Parser.ParseFrom(Assert.Single(await OutboxAsync()));
        Assert.Equal(captured.Lead, published.Lead);
        Assert.Equal(visitor.Principal.TenantId.ToString(), published.Header.TenantId);
        Assert.Equal(captured.Lead.CapturedAt, published.Header.OccurredAt);
    }

    [Fact]
    public async Task CaptureLead_ConversationWithExternalId_IsToldWithIt()
    {
        var message = visitor.Message("Hello");
        message.ExternalId = "chatcops:wídget-1";
        var request = await RequestAsync();
        request.ConversationId = (await visitor.PostAsync(message)).Conversation.Id;

        await CaptureAsync(request);

        var published = LeadCaptured.Parser.ParseFrom(Assert.Single(await OutboxAsync()));
        Assert.Equal("chatcops:wídget-1", published.ExternalId);
        Assert.Equal(request.ConversationId, published.Lead.ConversationId);
    }

    [Fact]
    public async Task CaptureLead_SameCall_AnswersTheFirstAndTellsNobody()
    {
        var request = await RequestAsync();
        var first = await CaptureAsync(request);
        request.Name = "Grace";

        var again = await CaptureAsync(request);

        Assert.True(again.Duplicate);
        Assert.Equal(first.Lead, again.Lead);
        Assert.Single(await OutboxAsync());
    }

    [Fact]
    public async Task CaptureLead_SameCallAtOnce_IsStoredOnce()
    {
        var request = await RequestAsync();

        var captured = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CaptureAsync(request)));

        Assert.Single(captured, response => !response.Duplicate);
        Assert.Single(captured.Select(response => response.Lead.Id).Distinct());
        Assert.Single(await OutboxAsync());
    }

    [Fact]
    public async Task CaptureLead_AnswerMadeAgain_KeepsTheVisitorsFirstLead()
    {
        var request = await RequestAsync();
        (request.MessageId, request.ReplyId) = (Ids.NewText(), Ids.NewText());
        var first = await CaptureAsync(request);
        var again = request.Clone();
        (again.ToolCallId, again.ReplyId) = (Ids.NewText(), Ids.NewText());
        (again.Email, again.ProjectDetails) = ("Ada@Example.com", "A steam engine");

        var captured = await CaptureAsync(again);

        Assert.True(captured.Duplicate);
        Assert.Equal(first.Lead, captured.Lead);
        Assert.Single(await OutboxAsync());
    }

    [Fact]
    public async Task CaptureLead_AnotherVisitorMessageOrCallOfTheSameReply_IsAnotherLead()
    {
        var request = await RequestAsync();
        (request.MessageId, request.ReplyId) = (Ids.NewText(), Ids.NewText());
        await CaptureAsync(request);
        var (friend, later, second) = (request.Clone(), request.Clone(), request.Clone());
        (friend.ToolCallId, friend.ReplyId, friend.Email) = (Ids.NewText(), Ids.NewText(), "grace@example.com");
        (later.ToolCallId, later.ReplyId, later.MessageId) = (Ids.NewText(), Ids.NewText(), Ids.NewText());
        (second.ToolCallId, second.ProjectDetails) = (Ids.NewText(), "A loom");

        var captured = await Task.WhenAll(CaptureAsync(friend), CaptureAsync(later), CaptureAsync(second));

        Assert.DoesNotContain(captured, response => response.Duplicate);
        Assert.Equal(4, (await OutboxAsync()).Count);
    }

    [Fact]
    public async Task CaptureLead_MessageWithoutItsReply_IsRefused()
    {
        var request = await RequestAsync();
        request.MessageId = Ids.NewText();

        var refusal = await Caller.RefusalAsync(() => CaptureAsync(request));

        Assert.Equal("/replyId", Assert.Single(Assert.IsType<Invalid>(refusal.ToError()).Faults).Pointer);
    }

    [Fact]
    public async Task CaptureLead_AnotherTenantsConversation_IsNotFound()
    {
        var request = await RequestAsync();
        request.ConversationId = (await Caller.Visitor(sessions.A).PostAsync("Hello")).Conversation.Id;

        var refusal = await Caller.RefusalAsync(() => CaptureAsync(request));

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
        Assert.Empty(await OutboxAsync());
    }

    [Fact]
    public async Task CaptureLead_WrongFields_NamesAllOfThem()
    {
        var request = await RequestAsync();
        (request.Name, request.Email, request.ProjectDetails) = (" ", "ada at example", "");

        var refusal = await Caller.RefusalAsync(() => CaptureAsync(request));

        var invalid = Assert.IsType<Invalid>(refusal.ToError());
        Assert.Equal(["/name", "/projectDetails", "/email"], invalid.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public async Task CaptureLead_WithoutTheScope_IsForbidden()
    {
        var request = await RequestAsync();
        var caller = new Caller(
            sessions.A,
            new Principal
            {
                TenantId = visitor.Principal.TenantId,
                Subject = "inference",
                Kind = PrincipalKind.Service,
            }
        );

        var refusal = await Caller.RefusalAsync(() => CaptureAsync(request, caller));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task List_SecretKey_SeesTheTenantsNewestFirstPageByPage()
    {
        var request = await RequestAsync();
        for (var i = 0; i < 3; i++)
        {
            request.ToolCallId = Ids.NewText();
            request.Name = $"Visitor {i}";
            await CaptureAsync(request);
        }

        var (status, first) = await SecretKey.GetAsync("/v1/leads?limit=2");
        var (_, last) = await SecretKey.GetAsync("/v1/leads?limit=2&cursor=" + first.GetProperty("nextCursor"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["Visitor 2", "Visitor 1"], Names(first));
        Assert.Equal(["Visitor 0"], Names(last));
        Assert.False(last.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task List_AnotherTenant_SeesNothing()
    {
        await CaptureAsync(await RequestAsync());

        var (_, body) = await Caller.Of(sessions.A, PrincipalKind.SecretKey).GetAsync("/v1/leads");

        Assert.Empty(Names(body));
    }

    [Fact]
    public async Task List_Visitor_IsForbidden()
    {
        var (status, body) = await visitor.GetAsync("/v1/leads");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("leads_forbidden", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task ListLeads_Pages_EndWithoutACursor()
    {
        var captured = await CaptureAsync(await RequestAsync());

        var page = await sessions.A.Leads.ListLeadsAsync(
            new Wire.ListLeadsRequest { Limit = 1 },
            SecretKey.Options(TestContext.Current.CancellationToken)
        );

        Assert.Equal(captured.Lead, Assert.Single(page.Leads));
        Assert.Empty(page.NextCursor);
    }

    private static IEnumerable<string?> Names(System.Text.Json.JsonElement body) =>
        body.GetProperty("data").EnumerateArray().Select(lead => lead.GetProperty("name").GetString());

    private async Task<Wire.CaptureLeadRequest> RequestAsync() =>
        new()
        {
            ConversationId = (await visitor.PostAsync("Hello")).Conversation.Id,
            ToolCallId = Ids.NewText(),
            Name = " Ada ",
            Email = "ada@example.com",
            ProjectDetails = "An engine",
            Source = "chatcops-widget",
        };

    private async Task<Wire.CaptureLeadResponse> CaptureAsync(Wire.CaptureLeadRequest request, Caller? caller = null) =>
        await sessions
            .A.Leads.CaptureLeadAsync(request, (caller ?? Service).Options(TestContext.Current.CancellationToken))
            .ResponseAsync.WithTimeout();

    private async Task<List<byte[]>> OutboxAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select payload from outbox where tenant_id = $1 and type = 'chat.events.v1.LeadCaptured' order by position"
        );
        command.Parameters.AddWithValue(visitor.Principal.TenantId);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<byte[]> payloads = [];
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            payloads.Add(row.GetFieldValue<byte[]>(0));
        }

        return payloads;
    }
}
