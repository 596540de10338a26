// run: kernel-version=6.1
/*
 * The semaphore of a terminal's line discipline is one like others; a try of it is no wait.
 *
 * Task 1 changes the discipline: the semaphore, then the port. Task 2 opens the port and asks the discipline.
 */

#include <linux/mutex.h>

struct ld_semaphore {
	atomic_long_t count;
};

int ldsem_down_read(struct ld_semaphore *sem, long timeout);
int ldsem_down_read_trylock(struct ld_semaphore *sem);
int ldsem_down_write(struct ld_semaphore *sem, long timeout);
void ldsem_up_read(struct ld_semaphore *sem);
void ldsem_up_write(struct ld_semaphore *sem);

struct terminal {
	struct ld_semaphore discipline;
	struct mutex port;
	struct mutex speed;
	int line;
	int rate;
};

int terminal_set_bad(struct terminal *terminal, int line)
{
	if (!ldsem_down_write(&terminal->discipline, 5000))
		return -EBUSY;
	mutex_lock(&terminal->port); // expect: lock-order confirmed
	terminal->line = line;
	mutex_unlock(&terminal->port);
	ldsem_up_write(&terminal->discipline);
	return 0;
}

int terminal_open_bad(struct terminal *terminal)
{
	int line = -1;

	mutex_lock(&terminal->port);
	if (ldsem_down_read(&terminal->discipline, 5000)) {
		line = terminal->line;
		ldsem_up_read(&terminal->discipline);
	}
	mutex_unlock(&terminal->port);
	return line;
}

int terminal_rate_ok(struct terminal *terminal)
{
	int rate = 0;

	mutex_lock(&terminal->speed);
	if (ldsem_down_read_trylock(&terminal->discipline)) {
		rate = terminal->rate;
		ldsem_up_read(&terminal->discipline);
	}
	mutex_unlock(&terminal->speed);
	return rate;
}

int terminal_faster_ok(struct terminal *terminal)
{
	if (!ldsem_down_write(&terminal->discipline, 5000))
		return -EBUSY;
	mutex_lock(&terminal->speed);
	terminal->rate++;
	mutex_unlock(&terminal->speed);
	ldsem_up_write(&terminal->discipline);
	return 0;
}
