namespace Chat.ServiceDefaults.Errors;

/// <summary>Fields of the request are wrong; all faults are named at once.</summary>
/// <param name="Faults">What is wrong, field by field; at least one.</param>
/// <param name="Code">Stable name for programs.</param>
/// <param name="Message">One sentence for people.</param>
public record Invalid(
    IReadOnlyList<FieldFault> Faults,
    string Code = "invalid_request",
    string Message = Invalid.Unspecific
) : Error(Code, Message)
{
    private const string Unspecific = "The request is not valid.";
    private const int Named = 3;

    /// <summary>The sentence for people; where nobody wrote one, what is wrong with the first three fields.</summary>
    public string Detail =>
        Message != Unspecific || Faults.Count == 0
            ? Message
            : string.Join(' ', Faults.Take(Named).Select(Sentence))
                + (Faults.Count > Named ? $" And {Faults.Count - Named} more: see errors." : "");

    /// <summary>One fault of one field.</summary>
    /// <param name="pointer">JSON pointer of the field, for example <c>/message</c>.</param>
    /// <param name="code">Stable name of the fault, for example <c>too_long</c>.</param>
    /// <param name="message">What is wrong and what is allowed.</param>
    /// <returns>The error.</returns>
    public static Invalid Field(string pointer, string code, string message) => new([new(pointer, code, message)]);

    /// <summary>The same for a caller to whom some fields have other names.</summary>
    /// <param name="names">JSON pointers here, each with the caller's.</param>
    /// <returns>The error.</returns>
    public Invalid Renamed(IReadOnlyDictionary<string, string> names) =>
        this with
        {
            Faults =
            [
                .. Faults.Select(fault =>
                    fault with
                    {
                        Pointer = names.GetValueOrDefault(fault.Pointer, fault.Pointer),
                    }
                ),
            ],
        };

    private static string Sentence(FieldFault fault) =>
        fault.Pointer.Length == 0 ? fault.Message : $"{fault.Pointer}: {fault.Message}";
}
