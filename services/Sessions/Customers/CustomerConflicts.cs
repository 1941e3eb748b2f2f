using Chat.ServiceDefaults.Errors;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>What the database means when it refuses a customer.</summary>
internal static class CustomerConflicts
{
    public static Error? Explain(PostgresException exception) =>
        exception is not { SqlState: PostgresErrorCodes.UniqueViolation }
            ? null
            : exception.ConstraintName switch
            {
                "customers_email" => new EmailTaken(),
                "customers_external" => new ExternalIdTaken(),
                _ => null,
            };
}
