# The work of a job, which shows what it did: witness.sh SECONDS [LIMIT]
#
# A line in the file log says that it begins, and one that it is done. A line in the file faults says
# that it ran beside another attempt of the same job, or beside as many jobs as LIMIT allows: it
# holds locks, which the system takes from it however it ends.
exec 8> "lock.$JOBBER_JOB"
flock -n 8 || echo "$JOBBER_JOB runs twice: attempt $JOBBER_ATTEMPT" >> faults
if [ $# -gt 1 ]; then
    place=1
    until eval "exec 9> place.$place" && flock -n 9; do
        place=$((place + 1))
        [ "$place" -le "$2" ] || {
            echo "$JOBBER_JOB runs past the limit: attempt $JOBBER_ATTEMPT" >> faults
            break
        }
    done
fi
echo "begin $JOBBER_JOB $JOBBER_ATTEMPT" >> log
sleep "$1"
echo "end $JOBBER_JOB $JOBBER_ATTEMPT" >> log
rm -f "lock.$JOBBER_JOB"
