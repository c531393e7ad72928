# bash completion for rolloutctl

_rolloutctl()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]:-}
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "conformance simulate import bench --help --version" -- "$cur")
        return
    fi
    case $prev in
        --expect) mapfile -t COMPREPLY < <(compgen -W "success rollback" -- "$cur"); return ;;
        --store) mapfile -t COMPREPLY < <(compgen -W "memory: sqlite:" -f -- "$cur"); return ;;
    esac
    local options="--help"
    case $command in
        conformance) options+=" --json" ;;
        simulate)
            options+=" --targets --groups --batch-percent --success-percent --success-timeout --duration-timeout --tick"
            options+=" --adopt --adopt-median --adopt-sigma --fail-probability --runs --seed --threads --until"
            options+=" --expect --json" ;;
        import) options+=" --store --namespace --entity --json" ;;
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
