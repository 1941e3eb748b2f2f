using System.ComponentModel;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Conversations;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Messages;

/// <summary>The REST edge of adding a message that asks nothing of the AI: what people write to people.</summary>
internal static class PostMessageEndpoint
{
    private const string Unknown = "unknown";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost("/v1/conversations/{id:guid}/messages", PostAsync)
            .WithSummary("Writes a message")
            .WithDescription(
                "As the visitor, user or agent of the token, or with a secret key as anybody. The AI does not answer it; "
                    + "POST /v1/chat asks for that."
            )
            .Produces<MessageAnswer>(StatusCodes.Status201Created)
            .Produces<MessageAnswer>()
            .WithProblems(400, 403, 404, 409);

    private static async Task<IResult> PostAsync(
        Guid id,
        PostMessageBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 128 characters.")]
            string? idempotencyKey,
        HttpContext context,
        PostMessageHandler handler,
        MessageMarks marks,
        CancellationToken cancellationToken
    )
    {
        var principal = context.GetPrincipal();
        var faults = new List<FieldFault>();
        if (body.ClientMessageId is null)
        {
            DetailsRules.Text(faults, "/Idempotency-Key", idempotencyKey, 0, MessagesLimits.ClientMessageId);
        }

        var author = AuthorOf(principal, body.Author, faults);
        var request = new PostMessageRequest
        {
            Principal = principal,
            ConversationId = id,
            ExternalId = "",
            Author = author,
            Text = body.Text ?? "",
            Type = TypeOf(body.Type, faults),
            Visibility = VisibilityOf(body.Visibility, faults),
            Metadata = body.Metadata is { ValueKind: not JsonValueKind.Null } metadata ? metadata.GetRawText() : "",
            ClientMessageId = body.ClientMessageId ?? idempotencyKey ?? "",
            LeaseReplyId = null,
            AsksNothing = true,
            HistoryLimit = 0,
        };
        if (faults.Count > 0)
        {
            return new Invalid(faults).ToHttpResult();
        }

        var posted = await handler.HandleAsync(request, cancellationToken);
        if (!posted.IsSuccess)
        {
            return posted.Error.ToHttpResult();
        }

        var (message, duplicate) = (posted.Value.Message, posted.Value.Duplicate);
        // Nobody can have seen what is new.
        message = duplicate
            ? await marks.AddAsync(principal, message, cancellationToken)
            : message with
            {
                Delivery = DeliveryMarks.Of(message, default, default, showRead: false),
            };
        return TypedResults.Json(
            MessageAnswer.From(message),
            statusCode: duplicate ? StatusCodes.Status200OK : StatusCodes.Status201Created
        );
    }

    private static Author AuthorOf(Principal principal, AuthorBody? body, List<FieldFault> faults)
    {
        var own = ConversationActor.Of(principal);
        var self = own.IsSuccess ? own.Value.Author : ConversationActor.System.Author;
        if (body is null)
        {
            return self;
        }

        AuthorKind? kind = body.Kind switch
        {
            "visitor" => AuthorKind.Visitor,
            "user" => AuthorKind.User,
            "agent" => AuthorKind.Agent,
            "system" => AuthorKind.System,
            _ => null,
        };
        if (kind is null)
        {
            faults.Add(new FieldFault("/author/kind", Unknown, "Must be visitor, user, agent or system."));
            return self;
        }

        var named = new Author(kind.Value, body.Id ?? "", body.DisplayName ?? self.DisplayName);
        if (principal.Kind is PrincipalKind.Agent && (named.Kind != self.Kind || named.Id != self.Id))
        {
            faults.Add(new FieldFault("/author", "forbidden", "An agent writes as itself."));
        }

        return named;
    }

    private static MessageType TypeOf(string? type, List<FieldFault> faults)
    {
        switch (type)
        {
            case null or "" or "text":
                return MessageType.Text;
            case "image":
                return MessageType.Image;
            case "file":
                return MessageType.File;
            case "card":
                return MessageType.Card;
            case "system":
                return MessageType.System;
            default:
                faults.Add(new FieldFault("/type", Unknown, "Must be text, image, file, card or system."));
                return MessageType.Text;
        }
    }

    private static MessageVisibility VisibilityOf(string? visibility, List<FieldFault> faults)
    {
        switch (visibility)
        {
            case null or "" or "public":
                return MessageVisibility.Public;
            case "internal":
                return MessageVisibility.Internal;
            default:
                faults.Add(new FieldFault("/visibility", Unknown, "Must be public or internal."));
                return MessageVisibility.Public;
        }
    }
}
