namespace Chat.Webhooks.Events;

/// <summary>Who wrote a message.</summary>
/// <param name="Kind"><c>visitor</c>, <c>user</c>, <c>agent</c>, <c>ai</c> or <c>system</c>.</param>
/// <param name="Id">Id within the tenant and kind; left out for <c>system</c>.</param>
/// <param name="DisplayName">Name to show.</param>
internal sealed record AuthorData(string Kind, string? Id, string? DisplayName);
