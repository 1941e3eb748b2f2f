using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.CannedResponses;

/// <summary>Agents use them, admins, managers and the tenant's backend change them.</summary>
internal sealed record CannedResponsesForbidden()
    : Forbidden(
        "canned_responses_forbidden",
        "Agents and secret keys use canned responses; managers, admins and secret keys change them."
    );

/// <summary>There is none with this id in the tenant.</summary>
internal sealed record CannedResponseNotFound()
    : NotFound("canned_response_not_found", "There is no such canned response.");

/// <summary>Another one has the shortcut.</summary>
internal sealed record ShortcutTaken() : Conflict("shortcut_taken", "Another canned response has this shortcut.");

/// <summary>The tenant has as many as it may.</summary>
internal sealed record TooManyCannedResponses(int Limit)
    : PreconditionFailed("too_many_canned_responses", $"A tenant has at most {Limit} canned responses.");

/// <summary>With its variables filled in it is no message any more.</summary>
internal sealed record RenderedTooLong(int Limit)
    : PreconditionFailed("rendered_too_long", $"With its variables it has more than {Limit} UTF-16 units.");
