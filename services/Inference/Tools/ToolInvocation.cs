using System.Text.Json;

namespace Chat.Inference.Tools;

/// <summary>One call of a tool.</summary>
/// <param name="Scope">The reply that calls.</param>
/// <param name="CallId">Unique among all calls of all replies; at most 64 characters.</param>
/// <param name="Arguments">A JSON object, not checked further.</param>
internal readonly record struct ToolInvocation(ToolScope Scope, string CallId, JsonElement Arguments);
