// run: kernel-version=6.1
/*
 * A reader of a selection that gives its lock up to sleep, and takes it twice when it goes on with the loop.
 */

#include <linux/mutex.h>
#include <linux/sched.h>

static struct {
	struct mutex lock;
	int length;
} selection;

int paste_selection(int room)
{
	int pasted = 0;

	mutex_lock(&selection.lock);
	while (pasted < selection.length) {
		if (pasted > room) {
			mutex_unlock(&selection.lock);
			schedule();
			mutex_lock(&selection.lock);
			mutex_lock(&selection.lock); // expect: self-deadlock confirmed
			continue;
		}
		pasted++;
	}
	mutex_unlock(&selection.lock);
	return pasted;
}
