using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.UserTokens;

/// <summary>Users are let in and out by the company's backend alone.</summary>
internal sealed record SecretKeyRequired() : Forbidden("secret_key_required", "This needs a secret key.");
