namespace Chat.ServiceDefaults.Errors;

/// <summary>One fault of one field of a request.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) of the field from the request's root, for example <c>/page/url</c>.</param>
/// <param name="Code">Stable name of the fault, lower_snake_case, for example <c>required</c> or <c>too_long</c>.</param>
/// <param name="Message">What is wrong and what is allowed, without the value that was sent.</param>
public sealed record FieldFault(string Pointer, string Code, string Message);
