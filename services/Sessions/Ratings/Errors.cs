using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Ratings;

/// <summary>The tenant does not ask for such ratings.</summary>
internal sealed record RatingDisabled()
    : PreconditionFailed("rating_disabled", "Conversations are not rated so: see the settings of ratings.");

/// <summary>There is nothing to rate before the end.</summary>
internal sealed record RatingTooEarly() : PreconditionFailed("rating_too_early", "The conversation has not ended.");

/// <summary>It was rated, and the time to correct that is over.</summary>
internal sealed record RatingFinal() : PreconditionFailed("rating_final", "The rating can be changed no more.");

/// <summary>The conversation was not rated.</summary>
internal sealed record RatingNotFound() : NotFound("rating_not_found", "The conversation is not rated.");

/// <summary>Agents do not rate themselves.</summary>
internal sealed record RatingForbidden()
    : Forbidden("rating_forbidden", "A conversation is rated by its visitor or user, or for them with a secret key.");
