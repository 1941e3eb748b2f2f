using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Dialects.Xcelsior;
using Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;
using Chat.Gateway.Tests.Fakes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.Dialects.Xcelsior;

/// <summary>A gateway with one conversation behind it that is made when somebody begins it.</summary>
public abstract class XcelsiorTest : GatewayTest
{
    internal const string Email = "customer@example.com";
    internal const string ConversationId = FakeReplies.ConversationId;
    internal static readonly Guid CustomerId = new("0190d000-0000-7000-8000-000000000001");

    private FakeRest rest = null!;

    /// <summary>The REST resources of Sessions.</summary>
    protected FakeRest Rest => rest;

    protected override (string Name, string Value)[] Settings => [("services:sessions:http:0", rest.Address)];

    internal XcelsiorVisitors Visitors => Gateway.Services.GetRequiredService<XcelsiorVisitors>();

    internal string ShownCustomerId => Gateway.Services.GetRequiredService<XcelsiorCustomerIds>().Show(CustomerId);

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        rest = await FakeRest.StartAsync(Cancelled);
        await base.InitializeAsync();
        rest.Answers["POST /v1/conversations"] = (201, $$"""{"id":"{{ConversationId}}"}""");
        Gateway.Fakes.Conversations.Find = request =>
            request.ConversationId == ConversationId
                ? Conversation(Begun())
                : throw new RpcException(new Status(StatusCode.NotFound, "no such conversation"));
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await rest.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets a client's subscription stand: it is connected then.</summary>
    internal async Task<(JsonElement Connected, Subscribe Followed)> ConnectedAsync(XcelsiorClient client)
    {
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        return (await client.NextAsync("connected", Cancelled), subscribe);
    }

    /// <summary>The conversation as it stands with an owner.</summary>
    protected static Conversation Conversation(string ownerId) =>
        new()
        {
            Id = ConversationId,
            Epoch = 7,
            Owner = new Author
            {
                Kind = AuthorKind.Visitor,
                Id = ownerId,
                DisplayName = "John Doe",
            },
            Status = ConversationStatus.Open,
            Details = new ConversationDetails { CustomerId = CustomerId.ToString() },
        };

    // The visitor it was begun for; before that, nobody the dialect knows.
    private string Begun() =>
        rest.Requests.FirstOrDefault(static request => request.Method == "POST") is { } begun
            ? SubjectOf(begun.Authorization)
            : "somebody-else";

    /// <summary>The subject of an identity token.</summary>
    protected string SubjectOf(string authorization) =>
        Gateway
            .Services.GetRequiredService<ServiceDefaults.Identity.IIdentityTokens>()
            .Validate(authorization["Bearer ".Length..])
            .Value.Subject;
}
