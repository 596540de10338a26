// run: kernel-version=6.1
/*
 * Firmware for a controller is written by one work item, and found good by another.
 *
 * Task 1 has state_lock and waits until the firmware has been written. The writer waits until the checker has
 * said that it is good, and the checker asks for state_lock first. Were the firmware also said to be good by
 * somebody who does not need the lock, as in the second half, task 1 would go on.
 */
#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct board {
	struct mutex state_lock;
	struct completion is_good;
	struct completion is_written;
	struct work_struct check_work;
	struct work_struct write_work;
	int state;
};

struct other_board {
	struct mutex state_lock;
	struct completion is_good;
	struct completion is_written;
	struct work_struct check_work;
	struct work_struct write_work;
	int state;
};

static void check(struct work_struct *work)
{
	struct board *board = container_of(work, struct board, check_work);

	mutex_lock(&board->state_lock);
	board->state = 1;
	mutex_unlock(&board->state_lock);
	complete(&board->is_good);
}

static void write(struct work_struct *work)
{
	struct board *board = container_of(work, struct board, write_work);

	wait_for_completion(&board->is_good);
	complete(&board->is_written);
}

int board_update_bad(struct board *board)
{
	mutex_lock(&board->state_lock);
	schedule_work(&board->check_work);
	schedule_work(&board->write_work);
	wait_for_completion(&board->is_written); // expect: wait-under-lock confirmed
	mutex_unlock(&board->state_lock);
	return 0;
}

void board_init(struct board *board)
{
	mutex_init(&board->state_lock);
	init_completion(&board->is_good);
	init_completion(&board->is_written);
	INIT_WORK(&board->check_work, check);
	INIT_WORK(&board->write_work, write);
}

static void other_check(struct work_struct *work)
{
	struct other_board *board = container_of(work, struct other_board, check_work);

	mutex_lock(&board->state_lock);
	board->state = 1;
	mutex_unlock(&board->state_lock);
	complete(&board->is_good);
}

static void other_write(struct work_struct *work)
{
	struct other_board *board = container_of(work, struct other_board, write_work);

	wait_for_completion(&board->is_good);
	complete(&board->is_written);
}

void other_found_good(struct other_board *board)
{
	complete(&board->is_good);
}

int other_update_ok(struct other_board *board)
{
	mutex_lock(&board->state_lock);
	schedule_work(&board->check_work);
	schedule_work(&board->write_work);
	wait_for_completion(&board->is_written);
	mutex_unlock(&board->state_lock);
	return 0;
}

void other_init(struct other_board *board)
{
	mutex_init(&board->state_lock);
	init_completion(&board->is_good);
	init_completion(&board->is_written);
	INIT_WORK(&board->check_work, other_check);
	INIT_WORK(&board->write_work, other_write);
}
