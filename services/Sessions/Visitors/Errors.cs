using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Visitors;

/// <summary>Keys and agents are no visitors.</summary>
internal sealed record NobodyToKnow() : Forbidden("visitor_required", "This needs a visitor's or a user's token.");

/// <summary>Whoever used this browser before is another customer: they are not to see each other's conversations.</summary>
internal sealed record VisitorTaken()
    : Conflict("visitor_taken", "The visitor is another customer already. Ask for a new visitor token.");

/// <summary>The customer has as many visitors as one can have, all of them with conversations.</summary>
internal sealed record TooManyVisitors(int Limit)
    : PreconditionFailed("too_many_visitors", $"A customer comes as at most {Limit} visitors.");

/// <summary>The company knows its user's address better.</summary>
internal sealed record EmailFixed()
    : Invalid(
        [new FieldFault("/email", "not_allowed", "The address of a known user comes with its user token.")],
        Message: "The email cannot be changed here."
    );
