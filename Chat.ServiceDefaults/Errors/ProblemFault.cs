namespace Chat.ServiceDefaults.Errors;

/// <summary>One wrong field of a request.</summary>
/// <param name="Pointer">JSON pointer of the field from the request's root.</param>
/// <param name="Code">Stable name of the fault.</param>
/// <param name="Detail">What is wrong and what is allowed.</param>
public sealed record ProblemFault(string Pointer, string Code, string Detail);
