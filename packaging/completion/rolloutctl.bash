# bash completion for rolloutctl

_rolloutctl()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]:-}
    local commands="status import export set-version force-version options step simulate conformance bench"
    local policy="--batch-percent --success-percent --success-timeout --duration-timeout"
    local options="--help"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$cur")
        return
    fi
    case $prev in
        --expect) mapfile -t COMPREPLY < <(compgen -W "success rollback" -- "$cur"); return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W "csv json ndjson" -- "$cur"); return ;;
        --store) mapfile -t COMPREPLY < <(compgen -W "memory: sqlite:" -f -- "$cur"); return ;;
    esac
    case $command in
        status) options+=" --store --json" ;;
        import | export) options+=" --store --namespace --entity --format --json" ;;
        set-version | force-version | step) options+=" --store --json" ;;
        options) options+=" --store --defaults --json $policy" ;;
        simulate)
            options+=" $policy --targets --groups --tick --adopt --adopt-median --adopt-sigma --fail-probability"
            options+=" --latent-mean --false-positive --silent-probability --never-adopt"
            options+=" --runs --seed --threads --until --expect --json" ;;
        conformance) options+=" --json" ;;
        bench)
            if [ "$COMP_CWORD" -eq 2 ]; then
                mapfile -t COMPREPLY < <(compgen -W "step durable --help" -- "$cur")
                return
            fi
            options+=" --targets --json" ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        compopt -o filenames 2>/dev/null
    fi
}
complete -F _rolloutctl rolloutctl
