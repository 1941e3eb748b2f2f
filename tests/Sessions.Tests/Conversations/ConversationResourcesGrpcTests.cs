using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Conversations;

[Trait("Level", "Component")]
public sealed class ConversationResourcesGrpcTests : IDisposable
{
    private readonly GrpcChannel channel;
    private readonly Wire.ConversationResources.ConversationResourcesClient client;
    private readonly Caller visitor;
    private readonly Caller key;

    public ConversationResourcesGrpcTests(SessionsFixture sessions)
    {
        visitor = Caller.Visitor(sessions.A);
        key = Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);
        channel = GrpcChannel.ForAddress(sessions.A.GrpcAddress);
        client = new Wire.ConversationResources.ConversationResourcesClient(channel);
    }

    [Fact]
    public async Task Open_Visitor_BeginsOneAndFindsItAgain()
    {
        var first = await OpenAsync(visitor, new Wire.OpenConversationRequest { Subject = "Parcel", Channel = "app" });
        var second = await OpenAsync(visitor, new Wire.OpenConversationRequest { Subject = "Other" });

        Assert.Equal((true, false), (first.Created, second.Created));
        Assert.Equal(first.Conversation.Id, second.Conversation.Id);
        Assert.Equal(
            ("Parcel", "app", visitor.Author.Id, Wire.ConversationStatus.Open),
            (
                second.Conversation.Details.Subject,
                second.Conversation.Details.Channel,
                second.Conversation.Owner.Id,
                second.Conversation.Status
            )
        );
    }

    [Fact]
    public async Task Open_SecretKey_NeedsAnOwnerAndHonoursItsKey()
    {
        var request = new Wire.OpenConversationRequest
        {
            Owner = new Wire.Author { Kind = Wire.AuthorKind.User, Id = "u-1" },
            ExternalId = "order-7",
            IdempotencyKey = "k",
        };

        var refusal = await Caller.RefusalAsync(() => OpenAsync(key, new Wire.OpenConversationRequest()));
        var (first, second) = (await OpenAsync(key, request), await OpenAsync(key, request));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal((first.Conversation.Id, false), (second.Conversation.Id, second.Created));
        Assert.Equal("order-7", second.Conversation.ExternalId);
    }

    [Fact]
    public async Task Open_VisitorForAnother_IsRefused()
    {
        var request = new Wire.OpenConversationRequest
        {
            Owner = new Wire.Author { Kind = Wire.AuthorKind.User, Id = "u-1" },
        };

        var refusal = await Caller.RefusalAsync(() => OpenAsync(visitor, request));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task List_ByPages_IsTheCallersWithItsCards()
    {
        List<string> posted = [];
        for (var n = 0; n < 3; n++)
        {
            posted.Insert(0, (await visitor.PostAsync($"{n}")).Conversation.Id);
        }
        await Caller.Visitor(visitor.Instance, visitor.Principal.TenantId).PostAsync("another's");
        await key.SubmitAsync("/v1/customers", new { email = "ada@example.com", name = "Ada" });

        var first = await ListAsync(visitor, new Wire.ListConversationsRequest { Limit = 2 });
        var second = await ListAsync(
            visitor,
            new Wire.ListConversationsRequest { Limit = 2, Cursor = first.NextCursor }
        );

        Assert.Equal(posted, first.Conversations.Concat(second.Conversations).Select(one => one.Id));
        Assert.Equal("", second.NextCursor);
        Assert.Equal(4, (await ListAsync(key, new Wire.ListConversationsRequest())).Conversations.Count);
        Assert.Equal((1, 0), (first.Conversations[0].Details.MessageCount, first.Conversations[0].Details.Tags.Count));
    }

    [Fact]
    public async Task List_KnownCustomer_ShowsItsCardToTheCompanyAlone()
    {
        var posted = await visitor.PostAsync("hello");
        var (_, customer) = await key.SubmitAsync("/v1/customers", new { email = "ada@example.com", name = "Ada" });
        await key.SubmitAsync(
            $"/v1/customers/{customer.GetProperty("id").GetString()}/visitors",
            new { visitorId = visitor.Principal.Subject }
        );

        var seen = Assert.Single((await ListAsync(key, new Wire.ListConversationsRequest())).Conversations);
        var own = Assert.Single((await ListAsync(visitor, new Wire.ListConversationsRequest())).Conversations);

        Assert.Equal((posted.Conversation.Id, "Ada"), (seen.Id, seen.Details.Customer.Name));
        Assert.Equal("ada@example.com", seen.Details.Customer.Email);
        Assert.Null(own.Details.Customer);
    }

    [Theory]
    [InlineData("asleep", "", "")]
    [InlineData("", "x", "")]
    [InlineData("", "", "not-an-id")]
    public async Task List_WordsItDoesNotKnow_AreInvalid(string status, string cursor, string customerId)
    {
        var request = new Wire.ListConversationsRequest
        {
            Status = status,
            Cursor = cursor,
            CustomerId = customerId,
        };

        var refusal = await Caller.RefusalAsync(() => ListAsync(key, request));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Theory]
    [InlineData("Status", "open", "closed")]
    [InlineData("Priority", "urgent", "low")]
    [InlineData("Channel", "app", "web")]
    [InlineData("Tag", "vip", "other")]
    [InlineData("Label", "", "bad")]
    [InlineData("Q", "parc", "invoice")]
    [InlineData("Mode", "ai", "manual")]
    [InlineData("UserCategory", "gold", "silver")]
    [InlineData("Department", "sales", "support")]
    [InlineData("TeamId", "", "0190b000-0000-7000-8000-00000000000a")]
    [InlineData("AssignedAgentId", "", "0190b000-0000-7000-8000-00000000000a")]
    [InlineData("CustomerId", "", "0190b000-0000-7000-8000-00000000000a")]
    public async Task List_ByOneField_IsWhatItSays(string field, string its, string another)
    {
        var id = (await visitor.PostAsync("hello")).Conversation.Id;
        var filed = new
        {
            priority = "urgent",
            channel = "app",
            tags = new[] { "vip" },
            subject = "Parcel",
            userCategory = "gold",
            department = "sales",
        };
        await key.PatchAsync($"/v1/conversations/{id}", filed);
        var property = typeof(Wire.ListConversationsRequest).GetProperty(field)!;
        var (wanted, unwanted) = (new Wire.ListConversationsRequest(), new Wire.ListConversationsRequest());
        property.SetValue(wanted, its);
        property.SetValue(unwanted, another);

        Assert.Equal([id], (await ListAsync(key, wanted)).Conversations.Select(one => one.Id));
        Assert.Empty((await ListAsync(key, unwanted)).Conversations);
    }

    [Fact]
    public async Task List_Sort_IsTheOrder()
    {
        var first = (await visitor.PostAsync("1")).Conversation.Id;
        var second = (await visitor.PostAsync("2")).Conversation.Id;

        var listed = await ListAsync(visitor, new Wire.ListConversationsRequest { Sort = "createdAt" });

        Assert.Equal([first, second], listed.Conversations.Select(one => one.Id));
    }

    [Fact]
    public async Task Move_ResolveWithAReasonThenArchive_IsDoneAndSaid()
    {
        var id = (await visitor.PostAsync("hello")).Conversation.Id;

        var resolved = await client.MoveConversationAsync(
            new Wire.MoveConversationRequest
            {
                ConversationId = id,
                Action = Wire.ConversationMoveAction.Resolve,
                Reason = "answered",
            },
            Options(key)
        );
        var archived = await MoveAsync(key, id, Wire.ConversationMoveAction.Archive);
        var refusal = await Caller.RefusalAsync(() => MoveAsync(key, id, Wire.ConversationMoveAction.Unspecified));

        Assert.Equal(
            (Wire.ConversationStatus.Resolved, Wire.ConversationStatus.Archived, StatusCode.InvalidArgument),
            (resolved.Status, archived.Status, refusal.StatusCode)
        );
        var (_, log) = await key.GetAsync($"/v1/conversations/{id}/messages");
        Assert.Equal("answered", log.GetProperty("data")[1].GetProperty("event").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Move_CloseThenReopen_ChangesTheStatus()
    {
        var id = (await visitor.PostAsync("hello")).Conversation.Id;

        var closed = await MoveAsync(visitor, id, Wire.ConversationMoveAction.Close);
        var reopened = await MoveAsync(visitor, id, Wire.ConversationMoveAction.Reopen);
        var refusal = await Caller.RefusalAsync(() => MoveAsync(visitor, id, Wire.ConversationMoveAction.Archive));

        Assert.Equal((Wire.ConversationStatus.Closed, Wire.ConversationStatus.Open), (closed.Status, reopened.Status));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
    }

    public void Dispose() => channel.Dispose();

    private static CallOptions Options(Caller caller) => caller.Options(TestContext.Current.CancellationToken);

    private async Task<Wire.OpenConversationResponse> OpenAsync(Caller caller, Wire.OpenConversationRequest request) =>
        await client.OpenConversationAsync(request, Options(caller));

    private async Task<Wire.ListConversationsResponse> ListAsync(
        Caller caller,
        Wire.ListConversationsRequest request
    ) => await client.ListConversationsAsync(request, Options(caller));

    private async Task<Wire.Conversation> MoveAsync(Caller caller, string id, Wire.ConversationMoveAction action) =>
        await client.MoveConversationAsync(
            new Wire.MoveConversationRequest { ConversationId = id, Action = action },
            Options(caller)
        );
}
