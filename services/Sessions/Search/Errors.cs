using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Search;

/// <summary>All of the tenant's messages are the company's to search.</summary>
internal sealed record SearchForbidden()
    : Forbidden("search_forbidden", "Only agents and secret keys search messages.");
