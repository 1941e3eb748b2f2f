using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Tags;

/// <summary>A conversation has so many.</summary>
internal sealed record TooManyTags() : PreconditionFailed("too_many_tags", "The conversation has 50 tags already.");
