using System.Security.Cryptography;
using System.Text;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Messages;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Tags;
using Chat.Sessions.Teams;

namespace Chat.Sessions.Conversations;

/// <summary>Begins a conversation without a message, or finds the one that the caller began before.</summary>
internal sealed class CreateConversationHandler(
    ConversationCreation creation,
    CustomerGate gate,
    TenantSettings settings,
    LabelPools pools,
    KnownTeams teams
)
{
    public async Task<Result<CreatedConversation>> HandleAsync(
        CreateConversation request,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(request.Principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        var customer = actor.Value.Kind is ActorKinds.Customer;
        if (customer && request.Owner is { } named && !AccessPolicy.MayWriteAs(actor.Value.Guard, named))
        {
            return new OwnerForbidden();
        }

        if (customer && request.Details != request.Details.OfCustomer())
        {
            return new DetailsForbidden();
        }

        var owner = customer ? request.Owner ?? actor.Value.Author : request.Owner ?? new Author(default, "", "");
        if (Validate(request, owner) is { } invalid)
        {
            return invalid;
        }

        if (await pools.CheckAsync(request.Principal.TenantId, request.Details, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        if (
            await teams.CheckAsync(request.Principal.TenantId, request.Details.NamedTeamId, cancellationToken) is
            { } noTeam
        )
        {
            return noTeam;
        }

        var opening = new Opening(request.Principal, owner) { ExternalId = request.ExternalId ?? "", ReuseLive = true };
        if (customer && await gate.RefuseOpeningAsync(opening, cancellationToken) is { } refused)
        {
            return refused;
        }

        var chat = await settings.GetAsync<ChatSettings>(request.Principal.TenantId, cancellationToken);
        return await creation.CreateAsync(
            new NewConversation
            {
                TenantId = request.Principal.TenantId,
                Owner = owner,
                ExternalId = string.IsNullOrEmpty(request.ExternalId) ? null : request.ExternalId,
                Details = request.Details,
                Exclusive = customer && chat.SingleConversationPerVisitor,
                ByOwner = customer,
                Idempotency = request.IdempotencyKey is { } key ? Hash(request.Principal, key) : null,
            },
            cancellationToken
        );
    }

    private static Invalid? Validate(CreateConversation request, Author owner)
    {
        var faults = new List<FieldFault>();
        DetailsRules.Check(faults, request.Details);
        DetailsRules.Text(faults, "/externalId", request.ExternalId, 0, MessagesLimits.ExternalId);
        if (owner.Kind is not (AuthorKind.Visitor or AuthorKind.User))
        {
            faults.Add(new FieldFault("/owner/kind", "required", "Must be visitor or user."));
        }

        DetailsRules.Text(faults, "/owner/id", owner.Id, 1, MessagesLimits.AuthorId);
        DetailsRules.Text(faults, "/owner/displayName", owner.DisplayName, 0, MessagesLimits.DisplayName);
        if (request.IdempotencyKey is { Length: < 1 or > ConversationLimits.IdempotencyKey })
        {
            faults.Add(
                new FieldFault(
                    "/Idempotency-Key",
                    "length",
                    $"Must have 1 to {ConversationLimits.IdempotencyKey} characters."
                )
            );
        }

        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    // A key is its caller's: another one who sends the same gets a conversation of their own.
    private static byte[] Hash(Principal principal, string key) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{principal.Kind}\n{principal.Subject}\n{key}"));
}

/// <summary>Asks for a conversation.</summary>
internal sealed record CreateConversation
{
    public required Principal Principal { get; init; }

    /// <summary>Null: the caller.</summary>
    public Author? Owner { get; init; }

    public string? ExternalId { get; init; }
    public required ConversationDetails Details { get; init; }
    public string? IdempotencyKey { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Conversation">As it stands.</param>
/// <param name="Created">False: it was there.</param>
internal sealed record CreatedConversation(ConversationState Conversation, bool Created);
