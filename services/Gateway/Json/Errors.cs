using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Json;

/// <summary>The body is no JSON, is nested too deeply or holds text that is no Unicode.</summary>
internal sealed record JsonMalformed() : Invalid([], "malformed_json", "The body is not valid JSON.");
