using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>The address says nothing of who connects.</summary>
internal sealed record UserRequired()
    : Invalid(
        [new FieldFault("/user", "required", "A JSON object with `email` and, if you like, `name` is expected.")],
        "user_required",
        "Say who you are: ?user={\"email\":\"...\",\"name\":\"...\"}."
    );

/// <summary>Neither a secret key, nor a conversation the caller began.</summary>
internal sealed record ProofRequired()
    : Unauthenticated(
        "unauthenticated",
        "Send a secret key (`Authorization: Bearer` or `x-api-key`), or the `user` and `conversationId` of your socket."
    );

/// <summary>A frame of another conversation than the socket's.</summary>
internal sealed record OtherConversation()
    : NotFound("conversation_not_found", "This socket is in another conversation.");

/// <summary>No such conversation, or not one that the caller began.</summary>
internal sealed record ConversationUnknown() : NotFound("conversation_not_found", "There is no such conversation.");

/// <summary>The id names no customer, agent or message.</summary>
internal sealed record IdUnknown() : NotFound("not_found", "There is nothing with this id.");

/// <summary>The address is one for WebSockets.</summary>
internal sealed record SocketExpected() : Invalid([], "websocket_required", "Open a WebSocket here.");
